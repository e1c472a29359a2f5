import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { type CaseOutcome, type ClaimCase, importCase } from '../../test/support/cases';
import { demoVocabulary } from '../../test/support/demo-claims';

const ENGLISH = 'We planted between twelve and fifteen trees';
const PEOPLE = { property: 'people_supported_in_all', unit: 'person' };

describe('The language of a claim', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
    await open.context().properties.defineMissing(demoVocabulary());
  });
  afterAll(() => open.close());

  const importQuantity = (
    quote: string,
    quantity: string,
    lang: string,
    more: Partial<ClaimCase> = {},
  ): Promise<CaseOutcome> =>
    importCase(open, {
      line: `“${quote}.”`,
      quote,
      property: PEOPLE.property,
      value: { quantity, unit: PEOPLE.unit },
      lang,
      ...more,
    });
  const trees = { property: 'planning_factor_count', value: { quantity: 'between twelve and fifteen', unit: 'item' } };

  test('Defaults to the language of the document', async () => {
    const { fact } = await importQuantity('Le club aide 1,5 million de personnes', '1,5 million de personnes', 'fr');
    expect(fact).toMatchObject({ value: { amount: '1500000' }, citations: [{ lang: 'fr' }] });
  });

  test('Decides how its numbers are read, whatever the language of the document', async () => {
    const english = await importQuantity(ENGLISH, '', 'fr', { ...trees, claimLang: 'en' });
    expect(english.fact).toMatchObject({
      value: { lower: '12', upper: '15' },
      issues: [],
      citations: [{ lang: 'en' }],
    });
    const french = await importQuantity('une douzaine de personnes', 'une douzaine de personnes', 'en', {
      claimLang: 'fr-CA',
    });
    expect(french.fact).toMatchObject({ value: { amount: '12', approximate: true }, citations: [{ lang: 'fr-CA' }] });
  });

  test('Decides how its dates are read', async () => {
    const { fact } = await importCase(open, {
      line: 'Founded in July 2011.',
      quote: 'Founded in July 2011',
      property: 'founded',
      value: { date: 'July 2011' },
      lang: 'fr',
      claimLang: 'en',
    });
    expect(fact).toMatchObject({ value: { date: { edtf: '2011-07' } }, issues: [] });
  });

  test.each(['fr', 'de', 'und'])(
    'A number of another language than "%s" is kept with an issue that says how to correct it',
    async (lang) => {
      const { refused, fact } = await importQuantity(ENGLISH, '', lang, trees);
      expect(refused).toBeNull();
      expect(fact).toMatchObject({
        presence: 'UNKNOWN',
        value: null,
        issues: [{ code: 'UNREADABLE_NUMBER', candidates: ['12', '15'] }],
      });
      expect(fact?.issues[0]?.message).toContain('set "lang" of the claim, or of the document, to "en"');
    },
  );

  test('A number of no supported language is kept with an issue', async () => {
    const { fact } = await importQuantity('zwölf Personen', 'zwölf Personen', 'de');
    expect(fact).toMatchObject({ presence: 'UNKNOWN', issues: [{ code: 'UNREADABLE_NUMBER', raw: 'zwölf Personen' }] });
  });
});
