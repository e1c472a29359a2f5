import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { locateQuote, QuotedText, QuoteNotLocated } from './locate-quote';

const TEXT = 'Le fond d’aide reçoit 🚲🚲 vélos. Le fond « vert » prête 𝒳 vélos\u00a0: 60% d’entre eux roulent.';

const codeOf = (locate: () => unknown): string => {
  try {
    locate();
  } catch (error) {
    if (error instanceof QuoteNotLocated) return error.code;
  }
  return 'none';
};

describe('locateQuote', () => {
  test('Trap 26: offsets count code points, which differ from string indices after the first astral character', () => {
    const position = locateQuote(TEXT, 'prête 𝒳');
    const characters = [...TEXT];
    expect(characters.slice(position.start, position.end).join('')).toBe('prête 𝒳');
    expect(position).toEqual({ start: 49, end: 56, occurrence: 1 });
    expect(TEXT.slice(position.start, position.end)).not.toBe('prête 𝒳');
  });

  test('Trap 20: a quote must match the text exactly, misspellings included', () => {
    expect(locateQuote(TEXT, 'fond d’aide').start).toBe(3);
    expect(codeOf(() => locateQuote(TEXT, 'fonds d’aide'))).toBe('QUOTE_NOT_FOUND');
    expect(() => locateQuote(TEXT, 'LE FOND D’AIDE')).toThrow('but it contains "Le fond d’aide"');
    expect(codeOf(() => locateQuote(TEXT, 'LE FOND D’AIDE'))).toBe('QUOTE_NOT_FOUND');
  });

  test('Trap 12: quotation marks are part of the quote', () => {
    const named = 'La Chaire "Arts & Métiers" d\'ici.';
    expect(locateQuote(named, '"Arts & Métiers" d\'ici').start).toBe(10);
    expect(() => locateQuote(named, '« Arts & Métiers » d’ici')).toThrow('but it contains ""Arts & Métiers" d\'ici"');
  });

  test.each([
    ["fond d'aide", 'fond d’aide'],
    ['60 % d’entre', '60% d’entre'],
    ['vélos : 60%', 'vélos\u00a0: 60%'],
    ['rec\u0327oit', 'reçoit'],
    ['fond "vert"', 'fond « vert »'],
  ])('For "%s", the error suggests "%s"', (quote, near) => {
    expect(() => locateQuote(TEXT, quote)).toThrow(`but it contains "${near}"`);
  });

  test('The suggestion includes combining marks', () => {
    expect(() => locateQuote('un cafe\u0301 noir', 'café')).toThrow('but it contains "cafe\u0301"');
  });

  test('A quote that occurs more than once needs "occurrence"', () => {
    expect(() => locateQuote(TEXT, 'Le fond')).toThrow('2 times: add "occurrence", from 1 to 2');
    expect(codeOf(() => locateQuote(TEXT, 'Le fond'))).toBe('QUOTE_AMBIGUOUS');
    expect(locateQuote(TEXT, 'Le fond', 2)).toEqual({ start: 32, end: 39, occurrence: 2 });
  });

  test('Overlapping occurrences are counted', () => {
    expect(locateQuote('a b a b a', 'a b a', 2).start).toBe(4);
  });

  test('A quote that cuts a word or a number is refused with the words around it', () => {
    const text = 'Le festival a reçu 1 200 personnes et une centaine de bénévoles.';
    expect(codeOf(() => locateQuote(text, '200 personnes'))).toBe('QUOTE_CUT');
    expect(() => locateQuote(text, '200 personnes')).toThrow(
      'only inside a longer word or number, in "1 200 personnes et": begin and end the quote with a whole word or number',
    );
    expect(() => locateQuote(text, 'cent')).toThrow('in "une centaine"');
    expect(locateQuote(text, '1 200 personnes').start).toBe(19);
  });

  test('Only whole words are occurrences of a quote', () => {
    expect(locateQuote('une centaine, puis cent', 'cent')).toEqual({ start: 19, end: 23, occurrence: 1 });
    expect(locateQuote('37 garages, 7 garages', '7 garages').start).toBe(12);
  });

  test.each([0, 3, -1, 1.5, Number.NaN])('Occurrence %p of two is refused', (occurrence) => {
    expect(codeOf(() => locateQuote(TEXT, 'Le fond', occurrence))).toBe('QUOTE_OCCURRENCE_OUT_OF_RANGE');
    expect(() => locateQuote(TEXT, 'Le fond', occurrence)).toThrow('from 1 to 2');
  });

  test('A second occurrence of a unique quote and an empty quote are refused', () => {
    expect(() => locateQuote(TEXT, 'roulent', 2)).toThrow('must be 1, or left out');
    expect(codeOf(() => locateQuote(TEXT, ''))).toBe('QUOTE_EMPTY');
    expect(codeOf(() => locateQuote(TEXT, ' '))).toBe('QUOTE_AMBIGUOUS');
    expect(codeOf(() => locateQuote('abc', ' '))).toBe('QUOTE_NOT_FOUND');
  });

  test('The text between the located offsets is always the quote', () => {
    const character = fc.constantFrom('a', 'b', 'é', '’', ' ', '🚲', '𝒳', 'e\u0301');
    const texts = fc.tuple(fc.array(character), fc.array(character, { minLength: 1 }), fc.array(character));
    fc.assert(
      fc.property(texts, ([before, middle, after]) => {
        const quote = middle.join('');
        const text = new QuotedText(`${before.join('')}\n${quote}\n${after.join('')}`);
        const { start, end } = text.locate(quote, 1);
        expect(text.slice(start, end)).toBe(quote);
        expect([...text.text].slice(start, end).join('')).toBe(quote);
      }),
    );
  });
});

const seed = join(__dirname, '../../../../../../shared/seed');
const describeWithSeed = existsSync(seed) ? describe : describe.skip;

type Span = { readonly span: string; readonly start: number; readonly end: number };

describeWithSeed('The real page', () => {
  test('Trap 26: every span of the inventory is found at its offsets', () => {
    const page = new QuotedText(readFileSync(join(seed, 'alter-mardis-page.txt'), 'utf8'));
    const inventory: Record<string, Span> = JSON.parse(readFileSync(join(seed, 'inventory.json'), 'utf8'));
    const spans = Object.values(inventory);
    expect(spans.length).toBeGreaterThan(100);
    for (const { span, start, end } of spans) {
      const starts: number[] = [];
      for (let occurrence = 1; !starts.includes(start); occurrence += 1)
        starts.push(page.locate(span, occurrence).start);
      expect(page.slice(start, end)).toBe(span);
    }
  });
});
