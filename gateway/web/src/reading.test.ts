import { formatFuzzyDate, formatInstant } from './format/fuzzy-date';
import { textFragment } from './format/text-fragment';
import { formatQuantity, formatValue } from './format/value';
import { en } from './language/en';
import { fr } from './language/fr';
import { listOf, parseSearch, stringifySearch } from './search';
import { readFactSearch } from './views/facts/filter';
import { queryWithValues } from './parts/take-away/query-text';
import { markQuotes } from './views/post/mark-quotes';

const day = (edtf: string) => ({ edtf, precision: 'DAY', approximate: false, earliest: null, latest: null, raw: null });

describe('A date', () => {
  test.each([
    ['2012-07-11', '11 July 2012', '11 juillet 2012'],
    ['2012-07-01', '1 July 2012', '1er juillet 2012'],
    ['2011-07', 'July 2011', 'juillet 2011'],
    ['2011-22', 'summer 2011', 'été 2011'],
    ['2011-33', 'quarter 1 of 2011', '1er trimestre 2011'],
    ['2011', '2011', '2011'],
    ['2011~', 'about 2011', 'vers 2011'],
    ['199X', 'the 1990s', 'les années 1990'],
    ['2014/..', 'since 2014', 'depuis 2014'],
    ['../2015', 'until 2015', 'jusqu’en 2015'],
    ['2012-07-03/2012-08-05', '3 July 2012 – 5 August 2012', '3 juillet 2012 – 5 août 2012'],
    ['XXXX', 'not dated', 'non daté'],
    ['../..', 'not dated', 'non daté'],
  ])('%s is written in words, as exactly as it is known', (edtf, english, french) => {
    expect(formatFuzzyDate('en', en, day(edtf))).toBe(english);
    expect(formatFuzzyDate('fr', fr, day(edtf))).toBe(french);
  });

  test('Of a target is the time by which it is due', () => {
    expect(formatFuzzyDate('en', en, day('../2015'), 'due')).toBe('by 2015');
    expect(formatFuzzyDate('fr', fr, day('../2015'), 'due')).toBe('d’ici 2015');
  });

  test('Is in UTC, whatever the time zone of the reader', () => {
    expect(formatInstant('en', '2026-03-25T23:59:59.000Z')).toBe('25 March 2026');
  });
});

describe('A quantity', () => {
  const quantity = (fields: object, unit: object = {}) =>
    ({
      __typename: 'QuantityValue',
      amount: null,
      lower: null,
      upper: null,
      approximate: false,
      raw: '…',
      unit: { code: 'platform', dimension: 'count', label: 'platform', per: [], perLabels: [], ...unit },
      ...fields,
    }) as Parameters<typeof formatQuantity>[2];

  test.each([
    [quantity({ amount: '36000' }), '36,000', '36\u202f000'],
    [quantity({ amount: '30', approximate: true }), 'about 30', 'environ 30'],
    [quantity({ lower: '1000' }), 'at least 1,000', 'au moins 1\u202f000'],
    [quantity({ lower: '1000', upper: '1200' }), '1,000–1,200', '1\u202f000–1\u202f200'],
    [quantity({ amount: '0.6' }, { code: '1', dimension: 'share' }), '60%', '60\u00a0%'],
    [
      quantity({ amount: '12345678901234567890.5' }),
      '12,345,678,901,234,567,890.5',
      '12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890,5',
    ],
  ])('Keeps its bounds and all its digits', (value, english, french) => {
    expect(formatQuantity('en', en, value)).toBe(english);
    expect(formatQuantity('fr', fr, value)).toBe(french);
  });

  test('That a source calls none differs from one that is not known; neither is 0', () => {
    expect(formatValue('en', en, { presence: 'NONE', value: null })).toBe('none, says the source');
    expect(formatValue('en', en, { presence: 'UNKNOWN', value: null })).toBe('not known');
  });
});

describe('Quotes in a text', () => {
  const quote = (number: number, words: string) => ({ number, id: `fact_${number}`, quote: words });

  test('Are marked across elements, entities and line breaks, without crossing a tag', () => {
    const { html, found } = markQuotes('<p>Voiture&amp;Co passera <b>de 9 à\n30</b> plateformes.</p>', [
      quote(1, 'Co passera de 9 à 30 plateformes'),
      quote(2, 'not in it'),
    ]);
    expect([...found]).toEqual([1]);
    expect(html).toBe(
      '<p>Voiture&amp;<mark data-facts="1">Co passera </mark><b><mark data-facts="1">de 9 à\n30</mark></b><mark data-facts="1"> plateformes</mark>' +
        '<sup class="notes"><a href="#fact_1" id="mark-fact_1" data-facts="1">1</a></sup>.</p>',
    );
  });

  test('That overlap carry the numbers of all their facts', () => {
    const { html } = markQuotes('<p>abcd</p>', [quote(1, 'abc'), quote(2, 'bcd'), quote(3, 'bcd')]);
    expect(html.match(/data-facts="[\d ]+">[a-d]+/g)).toEqual([
      'data-facts="1">a',
      'data-facts="1 2 3">bc',
      'data-facts="2 3">d',
    ]);
  });

  test('Leave the text and its tags as they are', () => {
    const source = '<h2 id="a">T &lt; <em>x</em></h2><p>Words, &#39;words&#39;.</p>';
    const { html } = markQuotes(source, [quote(1, 'T < x'), quote(2, "Words, 'words'"), quote(3, '')]);
    expect(html.replaceAll(/<\/?mark[^>]*>|<sup.*?<\/sup>/g, '')).toBe(source);
  });
});

describe('The query of a URL', () => {
  test('Has its keys in one order, and is read as it was written', () => {
    const search = { order: 'NEWEST', measure: 'TARGET,ACTUAL', q: 'a & b', after: undefined };
    expect(stringifySearch(search)).toBe('?measure=TARGET,ACTUAL&order=NEWEST&q=a+%26+b');
    expect(parseSearch(stringifySearch(search))).toEqual({ order: 'NEWEST', measure: 'TARGET,ACTUAL', q: 'a & b' });
  });

  test('Of a form without script names a field several times', () => {
    expect(parseSearch('?measure=TARGET&measure=ACTUAL&q=&lang=fr')).toEqual({ measure: 'TARGET,ACTUAL' });
    expect(listOf(' a, b,,')).toEqual(['a', 'b']);
  });

  test('Names the values that are not known, and filters by the others', () => {
    const { filter, unknown } = readFactSearch({ measure: 'TARGET,TARGTE', during: '2012-2015', issues: 'yes' });
    expect(filter).toEqual({
      measures: ['TARGET'],
      hasIssues: true,
      validIn: { from: '2012-01-01', to: '2015-12-31' },
    });
    expect(unknown).toEqual([{ parameter: 'measure', value: 'TARGTE' }]);
  });
});

test('A query is copied with the values of its variables, so that it asks for the same without them', () => {
  const text = `query Q($filter: FactFilter! = {}, $orderBy: FactOrder = SUBJECT, $after: Cursor, $roots: [ID!]! = ["x"], $lang: LanguageTag = "en") {
  facts(filter: $filter) { totalCount }
}
`;
  const { filter, orderBy } = readFactSearch({ measure: 'TARGET', q: 'say "30"', order: 'NEWEST' });
  expect(queryWithValues(text, { filter, orderBy, after: null, roots: ['org_1', 'org_2'], lang: 'fr' })).toBe(
    `query Q($filter: FactFilter! = {measures: [TARGET], text: "say \\"30\\""}, $orderBy: FactOrder = NEWEST, $after: Cursor, $roots: [ID!]! = ["org_1", "org_2"], $lang: LanguageTag = "fr") {
  facts(filter: $filter) { totalCount }
}
`,
  );
});

test('A link to a quote gives its words to the browser, and only the ends of a longer one', () => {
  expect(textFragment('9 plates-formes, à Lyon')).toBe('#:~:text=9%20plates%2Dformes%2C%20%C3%A0%20Lyon');
  expect(textFragment('a b c d e f g h i j k l')).toBe('#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l');
});
