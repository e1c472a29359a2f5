import fc from 'fast-check';
import { toCardinal as inEnglish } from 'n2words/en-GB';
import { toCardinal as inFrench } from 'n2words/fr-FR';
import { parseQuantity } from './quantity';

const amountOf = (raw: string, lang: string): string | null => parseQuantity(raw, lang).amount;

/** "Un million deux" is also how 1,200,000 is spoken, so both are candidates. */
const expectFrench = (n: number): void => {
  const { amount, issues } = parseQuantity(inFrench(n), 'fr');
  const power = /(million|milliard)s? \p{L}+$/u.exec(inFrench(n))?.[1];
  const digit = n % 1_000_000;
  if (power === undefined || digit < 2 || digit > 9) {
    expect(amount).toBe(String(n));
  } else {
    const spoken = String(n - digit + digit * (power === 'million' ? 1e5 : 1e8));
    expect({ amount, issues }).toMatchObject({
      amount: null,
      issues: [{ code: 'AMBIGUOUS_NUMBER', candidates: [String(n), spoken] }],
    });
  }
};

describe('Number phrases', () => {
  test('A number in words, in French and in English, reads back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999_999_999 }), (n) => {
        expectFrench(n);
        expect(amountOf(inEnglish(n), 'en')).toBe(String(n));
      }),
      // Values that failed.
      { numRuns: 2000, examples: [[487_705_000_002], [487_000_000_002], [1_000_009]] },
    );
    for (let n = 2; n < 2000; n += 1) {
      expect(amountOf(`${inFrench(n)} vélos`, 'fr')).toBe(String(n));
      expect(amountOf(`${inEnglish(n)} bicycles`, 'en')).toBe(String(n));
    }
  });

  test('Whatever stands before or after a number, the value is that number or there is an issue', () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        'à',
        'et',
        'demi',
        'k',
        'M',
        '€',
        '%',
        '‰',
        '½',
        '²',
        '/mois',
        'ème',
        'fois',
        '.',
        ',',
        '000',
        '-',
      ),
      fc.constantFrom(
        'sur',
        'cents',
        'mille',
        'millions',
        'de',
        'plus',
        'environ',
        'personnes',
        '(',
        '$',
        'tiers',
        ' ',
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(pieces, { maxLength: 3 }).map((parts) => parts.join(' '));
    const openers = /plus|moins|environ|jusqu|minimum|maximum|[<>≤≥~≈±+]/;
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 999 }), text, (before, n, after) => {
        const { amount, approximate, unitHint, issues } = parseQuantity(`${before} ${n} ${after}`, 'fr');
        if (amount === null || issues.length > 0) return;
        const isWhole = amount === String(n) || openers.test(before) || openers.test(after) || approximate;
        const isScaled = /cents|mille|million|[kKmM]|%|‰|½|²|\d|demi|pour|-/.test(before + after);
        expect({ before, after, amount, unitHint, explained: isWhole || isScaled }).toMatchObject({ explained: true });
      }),
      { numRuns: 5000 },
    );
  });
});
