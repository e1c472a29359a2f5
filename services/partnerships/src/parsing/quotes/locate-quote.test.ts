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
  test('trap 26: offsets are code points, which differ from string indices after the first astral character', () => {
    const position = locateQuote(TEXT, 'prête 𝒳');
    const characters = [...TEXT];
    expect(characters.slice(position.start, position.end).join('')).toBe('prête 𝒳');
    expect(position).toEqual({ start: 49, end: 56, occurrence: 1 });
    expect(TEXT.slice(position.start, position.end)).not.toBe('prête 𝒳');
  });

  test('trap 20: a quote matches the text as it stands, misspellings included, and not as it should be', () => {
    expect(locateQuote(TEXT, 'fond d’aide').start).toBe(3);
    expect(codeOf(() => locateQuote(TEXT, 'fonds d’aide'))).toBe('QUOTE_NOT_FOUND');
    expect(codeOf(() => locateQuote(TEXT, 'LE FOND D’AIDE'))).toBe('QUOTE_NOT_FOUND');
  });

  test('trap 12: quotation marks are part of the quote', () => {
    const named = 'La Chaire "Arts & Métiers" d\'ici.';
    expect(locateQuote(named, '"Arts & Métiers" d\'ici').start).toBe(10);
    expect(() => locateQuote(named, '« Arts & Métiers » d’ici')).toThrow('but it holds ""Arts & Métiers" d\'ici"');
  });

  test.each([
    ["fond d'aide", 'fond d’aide'],
    ['60 % d’entre', '60% d’entre'],
    ['vélos : 60%', 'vélos\u00a0: 60%'],
    ['rec\u0327oit', 'reçoit'],
    ['fond "vert"', 'fond « vert »'],
  ])('says that "%s" stands as "%s"', (quote, near) => {
    expect(() => locateQuote(TEXT, quote)).toThrow(`but it holds "${near}"`);
  });

  test('names a decomposed near miss whole', () => {
    expect(() => locateQuote('un cafe\u0301 noir', 'café')).toThrow('but it holds "cafe\u0301"');
  });

  test('asks which one, where a quote stands more than once', () => {
    expect(() => locateQuote(TEXT, 'Le fond')).toThrow('stands 2 times in the text: add "occurrence", from 1 to 2');
    expect(codeOf(() => locateQuote(TEXT, 'Le fond'))).toBe('QUOTE_AMBIGUOUS');
    expect(locateQuote(TEXT, 'Le fond', 2)).toEqual({ start: 32, end: 39, occurrence: 2 });
  });

  test('counts occurrences that overlap', () => {
    expect(locateQuote('aaa', 'aa', 2).start).toBe(1);
  });

  test.each([0, 3, -1, 1.5, Number.NaN])('refuses occurrence %p of two', (occurrence) => {
    expect(codeOf(() => locateQuote(TEXT, 'Le fond', occurrence))).toBe('QUOTE_OCCURRENCE_OUT_OF_RANGE');
    expect(() => locateQuote(TEXT, 'Le fond', occurrence)).toThrow('from 1 to 2');
  });

  test('refuses a second occurrence of what stands once, and an empty quote', () => {
    expect(() => locateQuote(TEXT, 'roulent', 2)).toThrow('must be 1 or be left out');
    expect(codeOf(() => locateQuote(TEXT, ''))).toBe('QUOTE_EMPTY');
    expect(codeOf(() => locateQuote(TEXT, ' '))).toBe('QUOTE_AMBIGUOUS');
    expect(codeOf(() => locateQuote('abc', ' '))).toBe('QUOTE_NOT_FOUND');
  });

  test('every located quote is what its code points give back', () => {
    const character = fc.constantFrom('a', 'b', 'é', '’', ' ', '🚲', '𝒳', 'e\u0301');
    const texts = fc.tuple(fc.array(character), fc.array(character, { minLength: 1 }), fc.array(character));
    fc.assert(
      fc.property(texts, ([before, middle, after]) => {
        const quote = middle.join('');
        const text = new QuotedText([...before, ...middle, ...after].join(''));
        const { start, end } = text.locate(quote, 1);
        expect(text.slice(start, end)).toBe(quote);
        expect([...text.text].slice(start, end).join('')).toBe(quote);
      }),
    );
  });
});

const seed = join(__dirname, '../../../../../../shared/seed');
const whereTheSeedIs = existsSync(seed) ? describe : describe.skip;

type Span = { readonly span: string; readonly start: number; readonly end: number };

whereTheSeedIs('the real page', () => {
  test('trap 26: every span of the inventory stands at its code points', () => {
    const page = new QuotedText(readFileSync(join(seed, 'alter-mardis-page.txt'), 'utf8'));
    const inventory: Record<string, Span> = JSON.parse(readFileSync(join(seed, 'inventory.json'), 'utf8'));
    const spans = Object.values(inventory);
    expect(spans.length).toBeGreaterThan(100);
    for (const { span, start, end } of spans) {
      const places: number[] = [];
      for (let occurrence = 1; !places.includes(start); occurrence += 1)
        places.push(page.locate(span, occurrence).start);
      expect(page.slice(start, end)).toBe(span);
    }
  });
});
