import { ErasureMode, Visibility } from '@wizness/kernel';
import { freezeMeans, RateableKind, repairSummaries } from '@wizness/ratings';
import fc from 'fast-check';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const { ARTICLE, NEWS, EVENT, CHALLENGE, GOOD_PRACTICE } = RateableKind;
const START = Date.parse('2026-01-01T00:00:00Z');

const change = fc.record({
  command: fc.constantFrom('rate', 'rate', 'rate', 'remove', 'hide', 'publish', ...Object.values(ErasureMode)),
  member: fc.nat(3),
  subject: fc.nat(1),
  score: fc.integer({ min: 1, max: 5 }),
  review: fc.option(fc.constant({ body: 'Very useful.', lang: 'en' })),
  at: fc.nat(1000).map((seconds) => new Date(START + seconds * 1000)),
});

interface Change {
  readonly command: string;
  readonly memberId: string;
  readonly subjectId: string;
  readonly score: number;
  readonly review: { readonly body: string; readonly lang: string } | null;
  readonly at: Date;
}

/** The counts of a subject that was never rated and so has no row. */
const NO_COUNTS = { count: 0, sum: 0, n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, review_count: 0, last_rated_at: null };

describe('the summary of a subject', () => {
  let open: OpenRatings;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  const setPublished = (id: string, published: boolean) =>
    open.write(({ subjects }) =>
      subjects.register({
        id,
        kind: ARTICLE,
        audience: { published, visibility: Visibility.PUBLIC, authorId: null, organisationId: null },
      }),
    );
  const apply = async ({ command, subjectId, memberId, at, ...rating }: Change) => {
    const { ratings } = open.as(memberId, at);
    if (command === 'rate') await ratings.rate({ subjectId, ...rating });
    else if (command === 'remove') await ratings.remove({ subjectId });
    else if (command === 'hide' || command === 'publish') await setPublished(subjectId, command === 'publish');
    else await open.erase(memberId, command as ErasureMode);
  };
  /** Subjects whose stored rank is not that of their counts. */
  const wrongRanks = () =>
    open.admin.query<unknown[]>(`
      SELECT summary.subject_id FROM rating_summaries summary
      JOIN rateable_subjects subject ON subject.id = summary.subject_id LEFT JOIN rating_means means ON means.kind = subject.kind
      WHERE summary.kind <> subject.kind
        OR bayesian_average <> round((10 * coalesce(mean, 3) + sum) / CAST(10 + count AS numeric), 6)`);
  const freeze = () => open.admin.transaction((tx) => freezeMeans({ query: (sql) => tx.query(sql) }));
  const bayesianAverages = async (subjectIds: readonly string[]) =>
    (await queryPosts(open, subjectIds, 'ratingSummary { bayesianAverage }')).map(
      ({ ratingSummary }) => (ratingSummary as { bayesianAverage: number }).bayesianAverage,
    );

  test('equals a recount after any sequence of ratings, removals and erasures', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 15 }), async (changes) => {
        const subjectIds = [await open.subject(), await open.subject()];
        const members = Array.from({ length: 4 }, () => open.member());
        for (const { subject, member, ...rest } of changes) {
          await apply({ ...rest, subjectId: subjectIds[subject] ?? '', memberId: members[member] ?? '' });
          // An erased member never returns: a new one takes the place.
          if (rest.command in ErasureMode) members[member] = open.member();
        }
        for (const subjectId of subjectIds) {
          expect((await open.stored(subjectId)) ?? NO_COUNTS).toEqual(await open.recounted(subjectId));
        }
        expect(await wrongRanks()).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('is correct when 50 members rate, rate again and remove while the subject is hidden and published again', async () => {
    const subjectId = await open.subject();
    const members = Array.from({ length: 50 }, (_, index) => open.as(`member_${index}`).ratings);
    for (const turn of [1, 2]) {
      await Promise.all(
        members.map(async (ratings, index) => {
          await ratings.rate({ subjectId, score: 1 + ((index + turn) % 5) });
          if (turn === 2 && index % 10 === 0) await ratings.remove({ subjectId });
        }),
      );
    }
    const stored = await open.stored(subjectId);
    expect(stored).toMatchObject({ count: 45 });
    expect(stored).toEqual(await open.recounted(subjectId));
    expect(await wrongRanks()).toEqual([]);
  });

  test('is the last that a rating locks: only its event comes after it, so ratings of one subject do not wait for more', async () => {
    const subjectId = await open.subject();
    const { ratings } = open.as(open.member());
    open.statements();
    await ratings.rate({ subjectId, score: 4, review: { body: 'Useful.', lang: 'en' } });
    await ratings.rate({ subjectId, score: 5 });
    const statements = open.statements().map((sql) => sql.trim());
    expect(statements.filter((sql) => /rating_summaries/.test(sql))).toHaveLength(2);
    for (const [index, sql] of statements.entries()) {
      if (!sql.includes('rating_summaries')) continue;
      expect(statements.slice(index + 1, index + 3)).toEqual([expect.stringMatching(/^INSERT INTO.*events/), 'COMMIT']);
    }
  });

  test('counts one rating of a member who rates 50 times at once, each time a new revision', async () => {
    const subjectId = await open.subject();
    const { ratings } = open.as(open.member());
    const scores = Array.from({ length: 50 }, (_, index) => 1 + (index % 5));
    // Each text is another one, because the same rating again is no revision.
    const rateOnce = (score: number, index: number) =>
      ratings.rate({ subjectId, score, review: { body: `Review ${index}`, lang: 'en' } });
    const payloads = await Promise.all(scores.map(rateOnce));
    const revisions = payloads.map(({ rating }) => rating?.revision ?? 0).toSorted((one, two) => one - two);
    expect(revisions).toEqual(scores.map((_, index) => index + 1));
    expect(new Set(payloads.map(({ rating }) => rating?.id)).size).toBe(1);
    expect(await open.stored(subjectId)).toMatchObject({ count: 1 });
    expect(await open.stored(subjectId)).toEqual(await open.recounted(subjectId));
  });

  test('shows the average and five buckets with their shares', async () => {
    const subjectId = await open.subject(EVENT);
    for (const score of [5, 5, 4, 1]) await open.rate(open.member(), subjectId, score);
    const [subject] = await queryPosts(
      open,
      [subjectId],
      'ratingSummary { count reviewCount average histogram { score count share } lastRatedAt }',
    );
    expect(subject?.['ratingSummary']).toEqual({
      count: 4,
      reviewCount: 0,
      average: 3.75,
      histogram: [
        { score: 1, count: 1, share: 0.25 },
        { score: 2, count: 0, share: 0 },
        { score: 3, count: 0, share: 0 },
        { score: 4, count: 1, share: 0.25 },
        { score: 5, count: 2, share: 0.5 },
      ],
      lastRatedAt: expect.stringMatching(/^2026-01-01T.*Z$/),
    });
  });

  test('has only zeros without ratings, and a post that is not registered has no summary', async () => {
    const zeros = {
      count: 0,
      reviewCount: 0,
      average: null,
      bayesianAverage: 3,
      histogram: [1, 2, 3, 4, 5].map((score) => ({ score, count: 0, share: 0 })),
      lastRatedAt: null,
    };
    const fields =
      'ratingSummary { count reviewCount average bayesianAverage histogram { score count share } lastRatedAt }';
    const subjects = await queryPosts(open, [await open.subject(CHALLENGE), 'post_not_registered'], fields);
    expect(subjects).toEqual([{ ratingSummary: zeros }, null]);
  });

  test('has the Bayesian average 3.18 for one best score and 4.67 for fifty, if the mean of the kind is 3', async () => {
    await freeze();
    const averagesAfter = async (count: number) => {
      const subjectIds = [await open.subject(NEWS), await open.subject(NEWS), await open.subject(NEWS)];
      const [good = '', bad = ''] = subjectIds;
      // As many worst scores keep the mean of the kind at 3, whenever it is computed.
      for (let rating = 0; rating < count; rating += 1) {
        await open.rate(open.member(), good, 5);
        await open.rate(open.member(), bad, 1);
      }
      await freeze();
      return bayesianAverages(subjectIds);
    };
    const [one, oneBad, unrated] = await averagesAfter(1);
    expect([one, oneBad, unrated]).toEqual([expect.closeTo(35 / 11, 5), expect.closeTo(31 / 11, 5), 3]);
    expect(one?.toFixed(2)).toBe('3.18');
    const [fifty] = await averagesAfter(50);
    expect(fifty?.toFixed(2)).toBe('4.67');
  });

  test('has a Bayesian average that does not show the ratings of posts that not everyone may see', async () => {
    const subject = await open.subject(EVENT);
    await open.rate(open.member(), subject, 4);
    const averages = async () => {
      await freeze();
      const { data } = await open.query('{ topRated(filter: { kinds: [EVENT] }) { edges { cursor } } }');
      return [...(await bayesianAverages([subject])), JSON.stringify(data)];
    };
    const before = await averages();
    for (const audience of [
      { visibility: Visibility.MEMBERS },
      { visibility: Visibility.ORGANISATION },
      { published: false },
    ]) {
      await open.rate(open.member(), await open.subject(EVENT, audience), 1);
    }
    expect(await averages()).toEqual(before);
    await open.rate(open.member(), await open.subject(EVENT), 1);
    expect(await averages()).not.toEqual(before);
  });

  test('has a Bayesian average that follows the mean of its kind once a day, if it has moved enough, and a new kind at once', async () => {
    const [first, second] = [await open.subject(GOOD_PRACTICE), await open.subject(GOOD_PRACTICE)];
    await open.rate(open.member(), first, 5);
    expect(await bayesianAverages([second])).toEqual([3]);
    await freeze();
    // (20 * 3 + 5) / 21
    expect(await bayesianAverages([second, await open.subject(GOOD_PRACTICE)])).toEqual([3.095238, 3.095238]);
    await open.rate(open.member(), second, 3);
    await freeze();
    expect(await bayesianAverages([await open.subject(GOOD_PRACTICE)])).toEqual([3.095238]);
    await open.write(({ subjects }) => subjects.register({ id: second, kind: CHALLENGE }));
    expect(await bayesianAverages([second])).toEqual([3]);
    expect(await wrongRanks()).toEqual([]);
  });

  test('is counted again by a repair, with its rank', async () => {
    const subjectId = await open.subject();
    await open.rate(open.member(), subjectId, 4);
    const repair = () => open.admin.transaction((tx) => repairSummaries({ query: (sql) => tx.query(sql) }));
    expect(await repair()).toBe(0);
    await open.admin.query('UPDATE rating_summaries SET count = 7, n1 = 3 WHERE subject_id = $1', [subjectId]);
    expect(await wrongRanks()).not.toEqual([]);
    expect(await repair()).toBe(1);
    expect(await open.stored(subjectId)).toEqual(await open.recounted(subjectId));
    expect(await wrongRanks()).toEqual([]);
  });
});
