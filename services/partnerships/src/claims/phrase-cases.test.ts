import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { type CaseOutcome, importCase, readCases } from '../../test/support/cases';
import { demoVocabulary } from '../../test/support/demo-claims';

/** Phrase, "lower|upper|unit|currency|issue", language and property, as in `numbers.txt` of the cases. */
const NUMBERS: readonly (readonly string[])[] = [
  ['3 à 4 000 personnes', '3000|4000|person||allowed', 'fr', 'people_supported_in_all'],
  ['trois à quatre cents personnes', '300|400|person||allowed', 'fr', 'people_supported_in_all'],
  ['2 millions et demi d’euros', '2500000|2500000|EUR|EUR|allowed', 'fr', 'fund_capital'],
  ['un quart', '1/4|1/4|1||allowed', 'fr', 'return_to_work_rate'],
  ['4 ‰', '0.004|0.004|1||allowed', 'fr', 'return_to_work_rate'],
  ['15 000 £', '15000|15000|EUR|GBP|needed', 'fr', 'fund_capital'],
  ['9 Mrd €', '9000000000|9000000000|EUR|EUR|allowed', 'fr', 'fund_capital'],
  ['30 €/an', '30|30|EUR|EUR|needed', 'fr', 'fund_capital'],
  ['200 et quelques personnes', '~200||person||allowed', 'fr', 'people_supported_in_all'],
  ['14ème', '14|14|item||needed', 'fr', 'criteria_count'],
  ['12 Mt', '12|12|item||needed', 'fr', 'criteria_count'],
  ['2 300 personnes', '2300|2300|person||-', 'fr', 'people_supported_in_all'],
  ['de 12 à 18 personnes', '12|18|person||-', 'fr', 'people_supported_in_all'],
  ['3½ million euros', '3500000|3500000|EUR|EUR|allowed', 'en', 'fund_capital'],
  ['10³', '1000|1000|item||allowed', 'en', 'criteria_count'],
  ['2 trillion euros', '2000000000000|2000000000000|EUR|EUR|allowed', 'en', 'fund_capital'],
  ['3,400 people', '3400|3400|person||-', 'en', 'people_supported_in_all'],
];

/** Phrase, publication date, expected EDTF, language and mode, as in `dates.txt` of the cases. */
const DATES: readonly (readonly string[])[] = [
  ['du 2 mai au 4 juin 2013', '2013-09-20', '2013-05-02/2013-06-04 or raw', 'fr'],
  ['2011-12', '2013-09-20', '2011/2012 or 2011-12+issue or raw', 'fr', 'may'],
  ['mardi 5 juin 2012', '2012-09-20', '2012-06-05 or raw', 'fr'],
  ['avant 2008', '2012-09-20', '../2007 or ../2008+issue or raw', 'fr'],
  ['après 2009', '2012-09-20', '2010/.. or 2009/..+issue or raw', 'fr'],
  ['automne 2010', '2012-09-20', '2010-23 or 2010-09/2010-12 or 2010+issue or raw', 'fr'],
  ['fin des années 1980', '2012-09-20', '198X+issue or raw', 'fr'],
  ['d’ici trois ans', '2012-09-20', '../2015-09 or ../2015-09-20 or ../2015 or raw', 'fr'],
  ['juin dernier', '2012-09-20', '2012-06 or raw', 'fr'],
  ['12 juin 2011', '2012-09-20', '2011-06-12', 'fr'],
  ['end of 2013', '2012-09-20', '2013+issue or 2013-12 or 2013-10/2013-12 or raw', 'en'],
  ['in four years', '2012-09-20', '2016 or 2016-09 or raw', 'en'],
  ['since 1997', '2012-09-20', '1997/..', 'en'],
];

/** The value of a decimal or a fraction; null for none. */
const numberOf = (text: string | null | undefined): number | null => {
  if (text == null || text === '') return null;
  const [numerator, denominator = '1'] = text.split('/');
  return Number(numerator) / Number(denominator);
};

const isNear = (one: number | null, other: number | null): boolean =>
  one === other || (one !== null && other !== null && Math.abs(one - other) < 1e-9);

const isReadAs = ({ fact }: CaseOutcome, [lower = '', upper = '']: readonly string[]): boolean => {
  const { amount, lower: low, upper: high, approximate } = fact?.value ?? {};
  if (lower.startsWith('~')) return approximate === true && isNear(numberOf(amount), Number(lower.slice(1)));
  return isNear(numberOf(amount ?? low), numberOf(lower)) && isNear(numberOf(amount ?? high), numberOf(upper));
};

const hasDoubt = ({ refused, fact }: CaseOutcome): boolean => refused !== null || (fact?.issues.length ?? 0) > 0;

describe('Phrases in a claims file', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterAll(() => open.close());

  test.each([...NUMBERS, ...readCases('numbers.txt')])(
    'The number "%s" is stored as %s (%s), or refused or flagged where that is allowed',
    async (phrase = '', expected = '', lang = '', property = '') => {
      const parts = expected.split('|');
      const value = { quantity: phrase, unit: parts[2] ?? '' };
      const outcome = await importCase(open, { line: `Avec ceci : ${phrase}.`, quote: phrase, property, value, lang });
      const isRight = isReadAs(outcome, parts) && !hasDoubt(outcome);
      const accepted = { '-': isRight, allowed: isRight || hasDoubt(outcome), needed: hasDoubt(outcome) }[
        parts[4] ?? ''
      ];
      expect({ phrase, outcome, accepted }).toMatchObject({ accepted: true });
    },
  );

  test.each([...DATES, ...readCases('dates.txt')])(
    'The date "%s", published on %s, is stored as %s',
    async (phrase = '', published = '', expected = '', lang = '', mode = 'keep') => {
      const value = { date: phrase };
      const outcome = await importCase(open, {
        line: `Ceci : ${phrase}.`,
        quote: phrase,
        property: 'founded',
        value,
        lang,
        published,
      });
      const { refused, fact } = outcome;
      const edtf = fact?.value?.date?.edtf ?? null;
      const isAccepted = expected.split(' or ').some((each) => {
        if (each === 'raw') return edtf === null && fact?.issues.some(({ raw }) => raw === phrase);
        return each.endsWith('+issue') ? each.slice(0, -6) === edtf && hasDoubt(outcome) : each === edtf;
      });
      const mayDiffer = mode === 'may' && hasDoubt(outcome);
      expect({ phrase, outcome, isAccepted: isAccepted || mayDiffer }).toMatchObject({ isAccepted: true });
      expect(mode === 'keep' ? refused : null).toBeNull();
    },
  );

  test.each([
    ['Le club est né avant 2010.', '2010', 'avant 2010'],
    ['Le club est né après le 4 juin 2012.', '4 juin 2012', 'après le 4 juin 2012'],
    ['Le club est né vers 1998.', '1998', 'vers 1998'],
  ])('In "%s", the date "%s" alone is stored with an issue', async (line, date, words) => {
    const { fact } = await importCase(open, {
      line,
      quote: line.slice(0, -1),
      property: 'founded',
      value: { date },
      lang: 'fr',
    });
    expect(fact?.issues).toEqual([expect.objectContaining({ code: 'AMBIGUOUS_DATE', raw: words })]);
  });

  test('A date after "depuis" is the beginning, and in no doubt', async () => {
    const { fact } = await importCase(open, {
      line: 'Le club existe depuis 1998.',
      quote: 'Le club existe depuis 1998',
      property: 'founded',
      value: { date: '1998' },
      lang: 'fr',
    });
    expect(fact).toMatchObject({ value: { date: { edtf: '1998' } }, issues: [] });
  });
});
