import fc from 'fast-check';
import { DataIssueCode } from '../issue';
import { parseQuantity } from './quantity';

const values = (raw: string, lang = 'fr') => {
  const { amount, lower, upper } = parseQuantity(raw, lang);
  return [amount, lower, upper];
};

describe('parseQuantity', () => {
  test('Trap 1: "1 000 à 1 2000" keeps its lower bound, leaves the upper one unknown and lists what it may mean', () => {
    expect(parseQuantity('1 000 à 1 2000', 'fr')).toEqual({
      amount: null,
      lower: '1000',
      upper: null,
      approximate: false,
      presence: 'VALUE',
      unitHint: null,
      counted: '',
      raw: '1 000 à 1 2000',
      issues: [
        {
          code: DataIssueCode.MALFORMED_NUMBER,
          message: '"1 2000" is not a well-formed number; it may mean 1200 or 12000.',
          raw: '1 000 à 1 2000',
          candidates: ['1200', '12000'],
        },
      ],
    });
  });

  test.each([
    ['1 2000', 'fr', ['1200', '12000']],
    ['1,2000', 'en', ['1200', '12000', '1.2000']],
    ['1.5', 'fr', ['1.5', '15']],
    ['1.000', 'fr', ['1.000', '1000']],
    ['1,00', 'en', ['1.00', '100']],
    ['1.234,56', 'fr', ['1234.56']],
    ['1 20', 'fr', ['120']],
    ['1 2000 %', 'fr', ['12.00', '120.00']],
  ])('Trap 1: "%s" alone has no amount in %s, only candidates', (raw, lang, candidates) => {
    const parsed = parseQuantity(raw, lang);
    expect(parsed).toMatchObject({ amount: null, lower: null, upper: null, presence: 'UNKNOWN' });
    expect(parsed.issues).toEqual([expect.objectContaining({ code: DataIssueCode.MALFORMED_NUMBER })]);
    expect([...(parsed.issues[0]?.candidates ?? [])].sort()).toEqual([...candidates].sort());
  });

  test.each([' ', '\u00a0', '\u202f', '\u2009'])(
    'Trap 2: thousands may be separated by %j, also next to "à"',
    (space) => {
      expect(values(`1${space}000 à 1${space}200 personnes`)).toEqual([null, '1000', '1200']);
      expect(values(`12${space}345${space}678,90`)).toEqual(['12345678.90', null, null]);
    },
  );

  test.each([
    ['environ 60%', 'fr', '0.60', true],
    ['environ 60% d’entre elles', 'fr', '0.60', true],
    ['60\u202f%', 'fr', '0.60', false],
    ['47,6 pour cent', 'fr', '0.476', false],
    ['about 5 percent', 'en', '0.05', true],
    ['150%', 'en', '1.50', false],
  ])('Trap 3: "%s" (%s) is the ratio %s, approximate: %s', (raw, lang, amount, approximate) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount, approximate, unitHint: '1', issues: [] });
  });

  test.each(['nombreuses', 'de nombreuses plateformes', 'plusieurs dizaines', 'un certain nombre', 'quelques agents'])(
    'Trap 22: "%s" states that there are some, but not how many',
    (raw) => {
      const parsed = parseQuantity(raw, 'fr');
      expect(parsed).toMatchObject({ amount: null, lower: null, upper: null, presence: 'UNKNOWN', raw });
      expect(parsed.issues).toEqual([
        expect.objectContaining({ code: DataIssueCode.VAGUE_QUANTITY, raw, candidates: [] }),
      ]);
    },
  );

  test.each([
    ['aucune plateforme', 'fr'],
    ['pas de plateforme', 'fr'],
    ['no platforms', 'en'],
  ])('Trap 22: "%s" states that there are none', (raw, lang) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount: null, presence: 'NONE', issues: [] });
  });

  test.each([
    ['9', 'fr', '9', null, null],
    ['30 plateformes', 'fr', '30', null, null],
    ['neuf', 'fr', '9', null, null],
    ['soixante et onze', 'fr', '71', null, null],
    ['quatre-vingt-dix-neuf', 'fr', '99', null, null],
    ['quatre-vingt mille', 'fr', '80000', null, null],
    ['deux cent mille trois cents', 'fr', '200300', null, null],
    ['two hundred and fifty', 'en', '250', null, null],
    ['a thousand', 'en', '1000', null, null],
    ['entre 5 et 10', 'fr', null, '5', '10'],
    ['de 9 à 30', 'fr', null, '9', '30'],
    ['9-12', 'fr', null, '9', '12'],
    ['9 – 12', 'fr', null, '9', '12'],
    ['neuf ou dix', 'fr', null, '9', '10'],
    ['10 à 15 %', 'fr', null, '0.10', '0.15'],
    ['1,000 to 1,200', 'en', null, '1000', '1200'],
    ['between 1,000.5 and 1,200', 'en', null, '1000.5', '1200'],
    ['1 2000 à 5 000', 'fr', null, null, '5000'],
    ['plus de 10', 'fr', null, '10', null],
    ['10 ou plus', 'fr', null, '10', null],
    ['30+', 'en', null, '30', null],
    ['at least 10', 'en', null, '10', null],
    ['moins de 5', 'fr', null, null, '5'],
    ['jusqu’à 1 000', 'fr', null, null, '1000'],
    ['no more than 5', 'en', null, null, '5'],
    ['no fewer than five', 'en', null, '5', null],
    ['-5 %', 'fr', '-0.05', null, null],
    ['5 millions', 'fr', '5000000', null, null],
    ['1,25 milliard', 'fr', '1250000000', null, null],
    ['5 à 10 millions', 'fr', null, '5000000', '10000000'],
    ['500 000 à 1 million', 'fr', null, '500000', '1000000'],
  ])('"%s" (%s) is amount %s, lower %s, upper %s', (raw, lang, amount, lower, upper) => {
    expect(values(raw, lang)).toEqual([amount, lower, upper]);
  });

  test.each([
    ['une trentaine', 'fr', '30'],
    ['une trentaine de plateformes', 'fr', '30'],
    ['près de 9', 'fr', '9'],
    ['9 environ', 'fr', '9'],
    ['~ 1 000', 'fr', '1000'],
    ['two dozen', 'en', '24'],
  ])('"%s" (%s) is about %s', (raw, lang, amount) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount, approximate: true, issues: [] });
  });

  test.each([
    ['5 M€', 'fr', '5000000'],
    ['1,5 Md€', 'fr', '1500000000'],
    ['5 millions d’euros', 'fr', '5000000'],
    ['€5m', 'en', '5000000'],
    ['300 €', 'fr', '300'],
  ])('"%s" (%s) is %s euros', (raw, lang, amount) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount, unitHint: 'EUR', approximate: false });
  });

  test.each([
    ['passer de 9 à 30', 'fr'],
    ['30 à 9', 'fr'],
    ['deux trois', 'fr'],
    ['9 et 30', 'fr'],
    ['30 sur 40', 'fr'],
    ['trente fois', 'fr'],
    ['some thirty', 'en'],
    ['5 M', 'fr'],
    ['une plateforme', 'fr'],
    ['10 % à 15', 'fr'],
    ['1 à 1 million', 'fr'],
    ['entre 5', 'fr'],
    ['beaucoup d’autres 9 ou', 'fr'],
    ['plateformes', 'fr'],
    ['', 'fr'],
  ])('Refuses "%s" (%s) instead of guessing', (raw, lang) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount: null, lower: null, upper: null, presence: 'UNKNOWN' });
    expect(parseQuantity(raw, lang).issues).toEqual([expect.objectContaining({ code: 'UNREADABLE_NUMBER', raw })]);
  });

  test('Reads fr-CA as French, and refuses a language without rules', () => {
    expect(values('1,5', 'fr-CA')).toEqual(['1.5', null, null]);
    expect(parseQuantity('1,5', 'de')).toMatchObject({ amount: null, presence: 'UNKNOWN' });
    expect(parseQuantity('1,5', 'de').issues[0]?.message).toContain('not in "de"');
  });

  test('A formatted number parses back in either language', () => {
    const numbers = fc.tuple(fc.nat(999_999_999), fc.option(fc.stringMatching(/^\d{1,4}$/), { nil: null }));
    fc.assert(
      fc.property(numbers, fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', ''), ([whole, decimals], space) => {
        const grouped = (mark: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
        // Three decimals after up to three digits may be thousands of another language.
        const isAmbiguous = decimals?.length === 3 && whole >= 1 && whole <= 999;
        const number = decimals === null ? String(whole) : `${whole}.${decimals}`;
        const expected = [isAmbiguous ? null : number, null, null];
        expect(values(decimals === null ? grouped(space) : `${grouped(space)},${decimals}`, 'fr')).toEqual(expected);
        expect(values(decimals === null ? grouped(',') : `${grouped(',')}.${decimals}`, 'en')).toEqual(expected);
      }),
    );
  });
});
