import type { ClaimsFile } from '@wizness/partnerships';
import { pageWithClaims } from '../test/support/page-claims';
import { openTestDatabase, type TestImports } from '../test/support/import';

const LINES = ['Écrit par Claire Petit, le 3 avril 2012.', 'Le club se réunit chaque mardi dans la salle commune.'];

interface Read {
  readonly post: { readonly byline: string | null; readonly written: { edtf: string; raw: string } | null };
}

describe('Who wrote an imported page, and when', () => {
  let database: TestImports;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  const importWith = async (slug: string, document: Partial<ClaimsFile['document']>) => {
    const { claims } = await database.importPage(pageWithClaims(slug, LINES, {}, document));
    const read = await database.ask<Read>('content', `{ post(slug: "${slug}") { byline written { edtf raw } } }`);
    return { ...read.post, refused: claims?.refused.map(({ key }) => key) };
  };

  test('Are in the words of the page', async () => {
    const written = { date: 'le 3 avril 2012', quote: 'le 3 avril 2012' };
    expect(await importWith('signed', { byline: { quote: 'Claire Petit' }, written })).toEqual({
      byline: 'Claire Petit',
      written: { edtf: '2012-04-03', raw: 'le 3 avril 2012' },
      refused: [],
    });
  });

  test('Are null if the claims do not state them', async () => {
    expect(await importWith('unsigned', {})).toEqual({ byline: null, written: null, refused: [] });
  });

  test('Are left out and reported if the page does not say so', async () => {
    const written = { date: 'en 2011', quote: 'en 2011' };
    expect(await importWith('invented', { byline: { quote: 'Claire Grand' }, written })).toEqual({
      byline: null,
      written: null,
      refused: ['document/byline', 'document/written'],
    });
  });
});
