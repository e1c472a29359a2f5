/** Length of each text, in UTF-16 code units. */
const LENGTH = 100_000;

/** What texts that take a parser long are made of: what it may read again and again, or nests. */
const PARTS = [
  'a',
  ' ',
  '\n',
  'a ',
  'a  \n',
  'Renault ',
  'Renault\n\n',
  '12 a ',
  'deux mots ',
  '\u0315\u0300',
  'a\u0300',
  '\uff9e',
  '\u{1f6b2}',
  '{{',
  '}}',
  '{{LNK|a|https://a.b/}}',
  '{{LNK|',
  '[',
  '](',
  '![',
  '![[]()',
  '[a](b)',
  '*a_',
  '`',
  '` ``',
  '<a ',
  '<!--',
  '&amp;',
  '- a\n',
  '> ',
  '1. a\n',
  "http://a'",
  'www.a.',
  'a@a.',
  'a.',
  'a-',
  '.',
  ': ',
  ', ',
  'aaa/',
  '\u3164',
  '1 ',
  '1,',
  'vingt-',
  ' et',
  '2011-',
  '漢',
  'A & ',
  '<b>',
  '((',
] as const;

const repeated = (part: string): string =>
  part
    .repeat(Math.ceil(LENGTH / part.length))
    .slice(0, LENGTH)
    .toWellFormed();

/**
 * Texts of 100,000 characters that take a function long if its work grows faster than their length, by what they are made
 * of. Some end with a sign that a parser looks for from each earlier position.
 */
const HARD_TEXTS: readonly (readonly [name: string, text: string])[] = [
  ...PARTS.map((part) => [JSON.stringify(part), repeated(part)] as const),
  ['nested links', `${'['.repeat(LENGTH / 2)}${']()'.repeat(LENGTH / 6)}`],
  ['an announced list', `${repeated('12 a ').slice(0, -1)}:`],
  ['spaces before a letter', `deux${' '.repeat(LENGTH - 5)}x`],
];

/**
 * Runs `work` on every hard text. A quadratic function takes minutes and exceeds the time limit of the test. Returns the
 * errors that are no message for a caller: `isExpected` recognises these.
 */
export const failuresOnHardTexts = (
  work: (text: string) => unknown,
  isExpected: (error: unknown) => boolean,
): string[] =>
  HARD_TEXTS.flatMap(([name, text]) => {
    try {
      work(text);
    } catch (error) {
      if (!isExpected(error)) return [`${name}: ${String(error).slice(0, 200)}`];
    }
    return [];
  });
