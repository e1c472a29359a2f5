import { ClaimsError } from '@wizness/partnerships';
import { type Bench, demoPage, demoText, openBench, pageOf } from '../test/support/import';
import type { PageClaims } from './page-claims';

const claims = demoPage('alter-mardis').claims as PageClaims;
/** Such that an import of it has much to revise. */
const page = pageOf(demoText('alter-mardis').replace('une chaise', 'un tabouret'));

/** The demo's claims, one of them changed. */
const withClaim = (key: string, change: object): PageClaims => ({
  ...claims,
  claims: claims.claims.map((claim) => (claim.key === key ? { ...claim, ...change } : claim)),
});
const withDocument = (change: Partial<PageClaims['document']>): PageClaims => ({
  ...claims,
  document: { ...claims.document, ...change },
});
const withEvent = (change: object): PageClaims => ({
  ...claims,
  events: claims.events?.map((event) => ({ ...event, ...change })),
});

describe('an import that fails', () => {
  let bench: Bench;
  let before: readonly string[];

  beforeAll(async () => {
    bench = await openBench();
    await bench.importing(demoPage('alter-mardis'));
    before = await bench.everything();
  });
  afterAll(() => bench.close());

  const failing = async (file: PageClaims): Promise<Error> => {
    const error = await bench.importing({ page, claims: file }).catch((thrown: unknown) => thrown);
    expect(await bench.everything()).toEqual(before);
    expect(error).toBeInstanceOf(Error);
    return error as Error;
  };

  test.each<[string, PageClaims, string]>([
    [
      'a quote that is not there',
      withClaim('launch', { quote: 'quote of nobody' }),
      'launch: The text does not contain',
    ],
    ['an unknown property', withClaim('launch', { property: 'nonsense' }), 'launch: there is no property "nonsense"'],
    ['a date that is not there', withClaim('launch', { value: { date: 'Juin 2011' } }), 'does not contain "Juin 2011"'],
    [
      'a date that no rule reads',
      withEvent({ when: { date: 'Trois', quote: 'Trois invités' } }),
      '/when: No date can be read from "Trois"',
    ],
    ['a page as an event', withDocument({ kind: 'EVENT' }), 'a page can not become a post of kind EVENT'],
    ['a time that is none', withDocument({ publishedAt: '2026-13-01T00:00:00Z' }), 'give a time that is'],
    ['an event that is not defined', withDocument({ reportsOn: 'nowhere' }), 'document: there is no event "nowhere"'],
    ['news of an event', withDocument({ kind: 'NEWS' }), 'only an article reports on an event'],
    ['a series that is not defined', withEvent({ series: 'nowhere' }), 'there is no series "nowhere"'],
    ['an organiser that is a person', withEvent({ organisers: ['claire-martin'] }), 'no organisation "claire-martin"'],
  ])('for %s leaves nothing', async (_, file, reason) => {
    const error = await failing(file);
    expect(error).toBeInstanceOf(ClaimsError);
    expect(error.message).toContain(reason);
  });

  test('for a topic that content does not know leaves nothing, though all else was written by then', async () => {
    expect((await failing(withDocument({ topics: ['nowhere'] }))).message).toContain('There is no topic nowhere');
  });

  test('in ratings, at the very end, leaves nothing', async () => {
    await bench.sql(`ALTER TABLE ratings.rateable_subjects ADD CHECK (kind <> 'PROGRAMME') NOT VALID`);
    try {
      expect((await failing(claims)).message).toContain('violates check constraint');
    } finally {
      await bench.sql('ALTER TABLE ratings.rateable_subjects DROP CONSTRAINT rateable_subjects_kind_check');
    }
  });

  test('in content and in partnerships is told in one list, each entry by its place', async () => {
    const wrong = {
      ...withClaim('launch', { quote: 'quote of nobody' }),
      topics: claims.topics?.map((topic) => ({ ...topic, definition: { lang: 'fr', quote: 'nor this one' } })),
      mentions: [{ target: 'nobody', surface: 'Trois' }],
    };
    const { problems } = (await failing(wrong)) as ClaimsError;
    expect(problems.map(({ key }) => key)).toEqual([
      'mentions/Trois',
      ...(claims.topics ?? []).map(({ slug }) => `topics/${slug}`),
      'launch',
    ]);
  });

  test('does not stand in the way of the next one', async () => {
    // On a database of its own: every other test here knows what stood before.
    const other = await openBench();
    try {
      await other.importing(demoPage('alter-mardis'));
      const wrong = { page, claims: withClaim('launch', { quote: 'quote of nobody' }) };
      await expect(other.importing(wrong)).rejects.toThrow(ClaimsError);
      expect(await other.importing({ page, claims })).toMatchObject({ post: { outcome: 'REVISED' } });
    } finally {
      await other.close();
    }
  });
});
