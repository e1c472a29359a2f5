const APOSTROPHE = "['\u2018\u2019\u201b\u02bc\uff07]";
const SPACE = '[^\\S\\n]';
const PARTS = new RegExp(`${SPACE}*&${SPACE}*|${SPACE}+|${APOSTROPHE}|[\\s\\S]`, 'gu');
// A hyphen joins words: "Renault-Nissan" does not contain the name "Renault".
const WORD_START = '(?<![\\p{L}\\p{N}\\p{M}_]|[\\p{L}\\p{N}]-)';
const WORD_END = '(?![\\p{L}\\p{N}\\p{M}_]|-[\\p{L}\\p{N}])';
const CAPITAL = /\p{Lu}/u;

const partPattern = (part: string): string => {
  if (part.includes('&')) return `${SPACE}*&${SPACE}*`;
  if (part.trim() === '') return `${SPACE}+`;
  if (new RegExp(APOSTROPHE).test(part)) return APOSTROPHE;
  return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
};

const spellingPattern = (spelling: string): string => (spelling.match(PARTS) ?? []).map(partPattern).join('');

/** A part of a text, in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds `name` in `text` as whole words. The form of apostrophes, spaces around `&` and case are ignored, except that a
 * name with a capital does not match words without one: the name "Claire" is not the French word "claire".
 */
export const findName = (text: string, name: string): Span[] => {
  const spellings = new Set([name.trim().normalize('NFC'), name.trim().normalize('NFD')]);
  if (spellings.has('')) return [];
  const pattern = new RegExp(`${WORD_START}(?:${[...spellings].map(spellingPattern).join('|')})${WORD_END}`, 'giu');
  return [...text.matchAll(pattern)]
    .filter(([surface]) => !CAPITAL.test(name) || CAPITAL.test(surface))
    .map(({ index, 0: surface }) => ({ start: index, end: index + surface.length }));
};
