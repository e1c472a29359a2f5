import { DataIssueCode } from '../issue';
import { isOfUnit } from './counted-noun';
import { parseQuantity } from './quantity';

const values = (raw: string, lang = 'fr') => {
  const { amount, lower, upper } = parseQuantity(raw, lang);
  return [amount, lower, upper];
};

describe('A phrase is read to its last character', () => {
  test.each([
    ['deux à trois cents personnes', 'fr', null, '200', '300'],
    ['cinq à dix mille', 'fr', null, '5000', '10000'],
    ['two to three hundred people', 'en', null, '200', '300'],
    ['cinquante à deux cents', 'fr', null, '50', '200'],
    ['10 à 3 000', 'fr', null, '10', '3000'],
    ['500 à 1 000', 'fr', null, '500', '1000'],
    ['3 à 4 millions d’euros', 'fr', null, '3000000', '4000000'],
    ['5 € à 6 €', 'fr', null, '5', '6'],
    ['entre 50 et 60 %', 'fr', null, '0.50', '0.60'],
    ['1 million et demi d’euros', 'fr', '1500000', null, null],
    ['2 millions et demi', 'fr', '2500000', null, null],
    ['un demi-million de personnes', 'fr', '500000', null, null],
    ['two and a half million', 'en', '2500000', null, null],
    ['a million and a half', 'en', '1500000', null, null],
    ['half a million', 'en', '500000', null, null],
    ['2½ million euros', 'en', '2500000', null, null],
    ['1 1/2', 'en', '1.5', null, null],
    ['trois quarts', 'fr', '0.75', null, null],
    ['les trois quarts des élèves', 'fr', '0.75', null, null],
    ['la moitié des personnes', 'fr', '0.5', null, null],
    ['half of the members', 'en', '0.5', null, null],
    ['¾ des personnes', 'fr', '0.75', null, null],
    ['3 ‰', 'fr', '0.003', null, null],
    ['quinze cents', 'fr', '1500', null, null],
    ['septante-deux', 'fr', '72', null, null],
    ['nonante et un', 'fr', '91', null, null],
    ['deux millions trois cent mille douze', 'fr', '2300012', null, null],
    ['pas moins de 300 garages', 'fr', null, '300', null],
    ['au moins 12 personnes', 'fr', null, '12', null],
    ['pas plus de 12', 'fr', null, null, '12'],
    ['30 personnes au plus', 'fr', null, null, '30'],
    ['1’200’000', 'fr', '1200000', null, null],
    ['1 200 personnes en juin', 'fr', '1200', null, null],
    ['30 PME', 'fr', '30', null, null],
  ])('"%s" (%s) is amount %s, lower %s, upper %s', (raw, lang, amount, lower, upper) => {
    expect(values(raw, lang)).toEqual([amount, lower, upper]);
    expect(parseQuantity(raw, lang).issues).toEqual([]);
  });

  test.each([
    ['300 et quelques personnes', 'fr', '300'],
    ['300 personnes environ', 'fr', '300'],
    ['300 or so', 'en', '300'],
    ['quelque 300 personnes', 'fr', '300'],
  ])('"%s" (%s) is about %s', (raw, lang, amount) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount, approximate: true, issues: [] });
  });

  test.each([
    ['٣٠٠ personnes', '300'],
    ['१२३ personnes', '123'],
    ['１２００ personnes', '1200'],
    ['𝟙𝟚 personnes', '12'],
    ['1\u2007200 personnes', '1200'],
    ['1\u3000200 personnes', '1200'],
    ['1\u00ad200 personnes', '1200'],
    ['per\u00adsonnes 1', null],
  ])('digits and spaces of Unicode: "%s" is %s', (raw, amount) => {
    expect(values(raw)).toEqual([amount, null, null]);
  });

  test.each([
    ['12 €/mois', 'fr', ['12']],
    ['12 € par mois', 'fr', ['12']],
    ['12 a month', 'en', ['12']],
    ['12 personnes par mois', 'fr', ['12']],
    ['12 personnes mensuelles', 'fr', ['12']],
    ['20ème', 'fr', ['20']],
    ['1er', 'fr', ['1']],
    ['20th', 'en', ['20']],
    ['twenty-first', 'en', ['20']],
    ['15 Mt', 'fr', ['15']],
    ['15kg', 'fr', ['15']],
    ['20 MWh', 'fr', ['20']],
    ['5 m€', 'fr', ['5']],
    ['300 k', 'fr', []],
    ['300k', 'fr', []],
    ['1e6', 'fr', ['1']],
    ['2×10', 'fr', ['2']],
    ['300±5', 'fr', ['300']],
    ['300 de plus', 'fr', ['300']],
    ['300 more', 'en', ['300']],
    ['300 autres', 'fr', ['300']],
    ['60 % de plus', 'fr', ['0.60']],
    ['60 % de hausse', 'fr', ['0.60']],
    ['+5 %', 'fr', []],
    ['neuf sur dix', 'fr', ['9']],
    ['1 in 5', 'en', ['1']],
    ['deux ans et demi', 'fr', ['2']],
    ['une dizaine de milliers', 'fr', ['10']],
    ['1 200 personnes et 30 garages', 'fr', ['1200']],
    ['plus de 12 et moins de 20', 'fr', ['12']],
    ['300 personnes (estimation)', 'fr', ['300']],
    ['n° 5', 'fr', []],
    ['le 5', 'fr', []],
    ['XII', 'fr', []],
    ['①', 'fr', []],
    ['5º', 'fr', ['5']],
    ['12 bis', 'fr', ['12']],
    ['12 élèves près', 'fr', ['12']],
    ['12 élèves prévus', 'fr', ['12']],
    ['12 schools short', 'en', ['12']],
    ['12 schools later', 'en', ['12']],
    ['3 quadrillion euros', 'en', ['3']],
    ['12 pieds carrés', 'fr', ['12']],
    ['12 équivalents temps plein', 'fr', ['12']],
    ['x'.repeat(201), 'fr', []],
  ])('"%s" (%s) is not read; its numbers are the candidates %j', (raw, lang, candidates) => {
    expect(parseQuantity(raw, lang)).toMatchObject({
      amount: null,
      lower: null,
      upper: null,
      presence: 'UNKNOWN',
      raw,
    });
    expect(parseQuantity(raw, lang).issues).toEqual([
      expect.objectContaining({ code: DataIssueCode.UNREADABLE_NUMBER, raw, candidates }),
    ]);
  });

  test.each([
    ['10²', 'fr', ['10', '100']],
    ['1 trillion euros', 'en', ['1000000000000', '1000000000000000000']],
    ['2 billions', 'fr', ['2000000000', '2000000000000']],
    ['deux tiers', 'fr', ['0.6667']],
    ['3⅓', 'fr', ['3.3333']],
  ])('"%s" (%s) has several readings or no exact decimal: %j', (raw, lang, candidates) => {
    expect(parseQuantity(raw, lang)).toMatchObject({ amount: null, presence: 'UNKNOWN' });
    expect(parseQuantity(raw, lang).issues).toEqual([
      expect.objectContaining({ code: DataIssueCode.AMBIGUOUS_NUMBER, candidates }),
    ]);
  });

  test('The thousands of "2 à 3 000" are shared, with an issue that states the other reading', () => {
    expect(parseQuantity('2 à 3 000 personnes', 'fr')).toMatchObject({
      lower: '2000',
      upper: '3000',
      issues: [{ code: DataIssueCode.AMBIGUOUS_NUMBER, candidates: ['2', '2000'] }],
    });
  });

  test('The millions of "2 à 3 000 000" may be shared too', () => {
    expect(parseQuantity('2 à 3 000 000', 'fr')).toMatchObject({
      lower: '2000000',
      upper: '3000000',
      issues: [{ code: DataIssueCode.AMBIGUOUS_NUMBER, candidates: ['2', '2000000'] }],
    });
    expect(parseQuantity('500 000 à 1 000 000', 'fr')).toMatchObject({ lower: '500000', issues: [] });
  });

  test.each(['12/2012', '300/400', '24/7'])('"%s" is a date, a range or a reference, not a fraction', (raw) => {
    expect(parseQuantity(raw, 'fr')).toMatchObject({ amount: null, presence: 'UNKNOWN' });
  });
});

describe('The unit is what the words say', () => {
  test.each([
    ['12 000 $', 'USD'],
    ['12 000 dollars', 'USD'],
    ['£ 5', 'GBP'],
    ['5 francs suisses', 'CHF'],
    ['5 francs', 'FRF'],
    ['5 ₽', 'XXX'],
    ['6 Mrd €', 'EUR'],
    ['15 M d’euros', 'EUR'],
    ['3 Mio €', 'EUR'],
    ['37 garages', 'garage'],
    ['85 personnes', 'person'],
    ['15 tonnes', 'tonnes'],
    ['36 mois', 'mois'],
    ['15 mégatonnes', 'mégatonnes'],
    ['15 kilowattheures', 'kilowattheures'],
    ['15 onces', 'onces'],
    ['2 ans', 'year'],
    ['48 vélos', null],
    ['30', null],
  ])('"%s" names %s', (raw, unitHint) => {
    expect(parseQuantity(raw, 'fr').unitHint).toBe(unitHint);
  });

  test.each([
    ['12 000 $', 'EUR', false],
    ['37 garages', 'person', false],
    ['37 garages', 'item', true],
    ['48 vélos', 'item', true],
    ['85 bénéficiaires', 'person', true],
    ['85 bénéficiaires', 'EUR', false],
    ['85', 'EUR', true],
    ['15 tonnes', 'item', false],
    ['60 %', '1', true],
    ['60 %', 'person', false],
    ['5 €', 'item', false],
  ])('"%s" as %s: %s', (raw, unit, expected) => {
    expect(isOfUnit(parseQuantity(raw, 'fr'), unit)).toBe(expected);
  });
});
