import { ClaimsError, type ClaimsFile } from '@wizness/partnerships';
import { demoPage, demoText, pageOf } from '../test/support/demo-page';
import { openTestDatabase, type TestImports } from '../test/support/import';

const claims = demoPage('alter-mardis').claims as ClaimsFile;
/** A changed page, so that an import has something to revise. */
const page = pageOf(demoText('alter-mardis').replace('une chaise', 'un tabouret'));

/** The demo's claims with one of them changed. */
const withClaim = (key: string, change: object): ClaimsFile => ({
  ...claims,
  claims: claims.claims.map((claim) => (claim.key === key ? { ...claim, ...change } : claim)),
});
const withDocument = (change: Partial<ClaimsFile['document']>): ClaimsFile => ({
  ...claims,
  document: { ...claims.document, ...change },
});
const withEvent = (change: object): ClaimsFile => ({
  ...claims,
  events: claims.events?.map((event) => ({ ...event, ...change })),
});

describe('A strict import that is refused', () => {
  let database: TestImports;
  let before: readonly string[];

  beforeAll(async () => {
    database = await openTestDatabase();
    await database.importPage(demoPage('alter-mardis'));
    before = await database.allRows();
  });
  afterAll(() => database.close());

  /** Expects the import to fail and to write nothing. */
  const importError = async (file: ClaimsFile): Promise<Error> => {
    const error = await database.importPage({ page, claims: file, strict: true }).catch((thrown: unknown) => thrown);
    expect(await database.allRows()).toEqual(before);
    expect(error).toBeInstanceOf(ClaimsError);
    return error as Error;
  };

  test.each<[string, ClaimsFile, string]>([
    [
      'a quote that the page does not contain',
      withClaim('launch', { quote: 'quote of nobody' }),
      'launch: The text does not contain',
    ],
    ['an unknown property', withClaim('launch', { property: 'nonsense' }), 'launch: there is no property "nonsense"'],
    [
      'a date that the page does not contain',
      withClaim('launch', { value: { date: 'Juin 2011' } }),
      'does not contain "Juin 2011"',
    ],
    [
      'words of a date that the page does not contain',
      withEvent({ when: { date: 'demain à midi', quote: 'Trois invités' } }),
      '/when: the document does not contain "demain à midi"',
    ],
    ['a page as an event', withDocument({ kind: 'EVENT' }), 'a page cannot become a post of kind EVENT'],
    ['an invalid time', withDocument({ publishedAt: '2026-13-01T00:00:00Z' }), 'give a valid time'],
    ['a day that does not exist', withDocument({ publishedAt: '2026-02-30T00:00:00Z' }), 'give a valid time'],
    ['an unknown event', withDocument({ reportsOn: 'nowhere' }), 'document: there is no event "nowhere"'],
    ['news that reports on an event', withDocument({ kind: 'NEWS' }), 'only an article reports on an event'],
    ['an unknown series', withEvent({ series: 'nowhere' }), 'there is no series "nowhere"'],
    ['an organiser that is a person', withEvent({ organisers: ['claire-martin'] }), 'no organisation "claire-martin"'],
    ['an unknown topic of the page', withDocument({ topics: ['nowhere'] }), 'document: There is no topic nowhere'],
    ['an unknown topic of an event', withEvent({ topics: ['nowhere'] }), 'document: There is no topic nowhere'],
    ['an invalid slug of an event', withEvent({ slug: 'An Evening' }), 'document: "An Evening" cannot be a slug'],
    [
      'a slug of a post of another kind',
      withEvent({ slug: claims.document.slug }),
      'belongs to a post of kind ARTICLE: choose another slug',
    ],
  ])('Writes nothing for %s', async (_, file, reason) => {
    expect((await importError(file)).message).toContain(reason);
  });

  test('Lists the problems of content and of partnerships together, each with its key', async () => {
    const wrong = {
      ...withClaim('launch', { quote: 'quote of nobody' }),
      topics: claims.topics?.map((topic) => ({ ...topic, definition: { lang: 'fr', quote: 'nor this one' } })),
      mentions: [{ target: 'nobody', surface: 'Trois' }],
    };
    const { problems } = (await importError(wrong)) as ClaimsError;
    expect(problems.map(({ key }) => key)).toEqual([
      'mentions/Trois',
      ...(claims.topics ?? []).map(({ slug }) => `topics/${slug}`),
      'launch',
    ]);
  });

  test('Does not prevent the next import', async () => {
    // On a database of its own, because the other tests compare with the rows of the first import.
    const other = await openTestDatabase();
    try {
      await other.importPage(demoPage('alter-mardis'));
      const wrong = { page, claims: withClaim('launch', { quote: 'quote of nobody' }), strict: true };
      await expect(other.importPage(wrong)).rejects.toThrow(ClaimsError);
      expect(await other.importPage({ page, claims })).toMatchObject({ post: { outcome: 'REVISED' } });
    } finally {
      await other.close();
    }
  });
});
