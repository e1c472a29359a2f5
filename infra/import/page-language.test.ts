import { casePage, hasCases } from '../test/support/case-page';
import { openTestDatabase, type TestImports } from '../test/support/import';
import { pageWithClaims } from '../test/support/page-claims';

const FACTS =
  '{ facts(first: 100) { nodes { presence value { ... on QuantityValue { amount lower upper } } citations { lang source { lang } } issues { code } } } }';

type Read = { readonly facts: { readonly nodes: readonly unknown[] } };

const claim = (quantity: string, more: object = {}) => ({
  key: 'claim',
  subject: 'club',
  property: 'planning_factor_count',
  measure: 'STATEMENT',
  presence: 'VALUE',
  value: { quantity, unit: 'item' },
  quote: quantity,
  ...more,
});

describe('The language of a page', () => {
  let database: TestImports;

  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  const langOf = async (slug: string): Promise<string> =>
    (await database.ask<{ post: { lang: string } }>('content', `{ post(slug: "${slug}") { lang } }`)).post.lang;
  const facts = async () => (await database.ask<Read>('partnerships', FACTS)).facts.nodes;

  test('Is the one that the claims file states, for the post, its source and its numbers', async () => {
    await database.importPage(pageWithClaims('bref', ['Oui : 12,5.'], { claims: [claim('12,5')] }, { lang: 'fr' }));
    expect(await langOf('bref')).toBe('fr');
    expect(await facts()).toEqual([
      expect.objectContaining({
        value: expect.objectContaining({ amount: '12.5' }),
        citations: [{ lang: 'fr', source: { lang: 'fr' } }],
        issues: [],
      }),
    ]);
  });

  test('Is not guessed from a short text, and its numbers are kept with an issue', async () => {
    await database.importPage(pageWithClaims('bref', ['Oui : 12,5.'], { claims: [claim('12,5')] }));
    expect(await langOf('bref')).toBe('und');
    expect(await facts()).toEqual([
      expect.objectContaining({ presence: 'UNKNOWN', value: null, issues: [{ code: 'UNREADABLE_NUMBER' }] }),
    ]);
  });

  test('Is the same for composed and decomposed accents', async () => {
    const lines = ['Les élèves ont planté des fèves à côté du cèdre, près de la barrière.'];
    for (const form of ['NFC', 'NFD']) {
      const page = pageWithClaims(
        form.toLowerCase(),
        lines.map((line) => line.normalize(form)),
        {},
      );
      await database.importPage({ ...page, claims: null });
      expect({ form, lang: await langOf(form.toLowerCase()) }).toEqual({ form, lang: 'fr' });
    }
  });

  (hasCases ? describe : describe.skip)('The shared cases', () => {
    test('Of languages give the expected results', async () => {
      const nfd = await database.importPage(casePage('nfd'));
      expect(await langOf(nfd.post.post.slug)).toBe('fr');
      await database.importPage(casePage('short', { lang: 'fr' }));
      expect(await langOf('d-short')).toBe('fr');
      expect(await facts()).toEqual([
        expect.objectContaining({ value: expect.objectContaining({ amount: '48' }), issues: [] }),
      ]);
      await database.importPage(casePage('english-words'));
      expect(await facts()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ value: expect.objectContaining({ amount: '40' }) }),
          expect.objectContaining({ presence: 'UNKNOWN', issues: [{ code: 'UNREADABLE_NUMBER' }] }),
        ]),
      );
    });
  });
});
