import { ErasureMode } from '@wizness/kernel';
import { RateableKind } from '@wizness/ratings';
import fc from 'fast-check';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

const { ARTICLE, NEWS, EVENT, CHALLENGE } = RateableKind;
const EPOCH = Date.parse('2026-01-01T00:00:00Z');

const anAct = fc.record({
  act: fc.constantFrom('rate', 'rate', 'rate', 'remove', ...Object.values(ErasureMode)),
  member: fc.nat(3),
  subject: fc.nat(1),
  score: fc.integer({ min: 1, max: 5 }),
  review: fc.option(fc.constant({ body: 'Very useful.', lang: 'en' })),
  at: fc.nat(1000).map((seconds) => new Date(EPOCH + seconds * 1000)),
});

interface Act {
  readonly act: string;
  readonly memberId: string;
  readonly subjectId: string;
  readonly score: number;
  readonly review: { readonly body: string; readonly lang: string } | null;
  readonly at: Date;
}

/** What stands for the row of a subject that nobody ever rated. */
const NONE = { count: 0, sum: 0, n1: 0, n2: 0, n3: 0, n4: 0, n5: 0, review_count: 0, last_rated_at: null };

describe('the summary of a subject', () => {
  let open: Community;

  beforeAll(async () => {
    open = await openCommunity();
  });
  afterAll(() => open.close());

  const perform = async ({ act, subjectId, memberId, ...rating }: Act) => {
    const { ratings } = open.context();
    if (act === 'rate') await ratings.rate({ ...rating, subjectId, memberId });
    else if (act === 'remove') await ratings.remove({ subjectId, memberId, at: rating.at });
    else await open.erase(memberId, act as ErasureMode);
  };

  test('is what a recount of its ratings gives, whatever was rated, rated again, taken back and erased', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 15 }), async (acts) => {
        const subjectIds = [await open.subject(), await open.subject()];
        const members = Array.from({ length: 4 }, () => open.member());
        for (const { subject, member, ...act } of acts) {
          await perform({ ...act, subjectId: subjectIds[subject] ?? '', memberId: members[member] ?? '' });
          // Whoever was erased comes back, if at all, as somebody else.
          if (act.act in ErasureMode) members[member] = open.member();
        }
        for (const subjectId of subjectIds) {
          expect((await open.stored(subjectId)) ?? NONE).toEqual(await open.recounted(subjectId));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('counts 50 members who rate, rate again and take back all at the same time', async () => {
    const subjectId = await open.subject();
    const work = Array.from({ length: 50 }, async (_, index) => {
      const { ratings } = open.context();
      const memberId = `member_${index}`;
      await Promise.all([1, 2].map((turn) => ratings.rate({ memberId, subjectId, score: 1 + ((index + turn) % 5) })));
      if (index % 10 === 0) await ratings.remove({ memberId, subjectId });
    });
    await Promise.all(work);
    const stored = await open.stored(subjectId);
    expect(stored).toMatchObject({ count: 45 });
    expect(stored).toEqual(await open.recounted(subjectId));
  });

  test('keeps one rating of a member who rates 50 times at once, each a revision', async () => {
    const [subjectId, memberId] = [await open.subject(), open.member()];
    const scores = Array.from({ length: 50 }, (_, index) => 1 + (index % 5));
    const { ratings } = open.context();
    const outcomes = await Promise.all(scores.map((score) => ratings.rate({ memberId, subjectId, score })));
    const revisions = outcomes.map(({ rating }) => rating?.revision ?? 0).toSorted((one, two) => one - two);
    expect(revisions).toEqual(scores.map((_, index) => index + 1));
    expect(new Set(outcomes.map(({ rating }) => rating?.id)).size).toBe(1);
    expect(await open.stored(subjectId)).toMatchObject({ count: 1 });
    expect(await open.stored(subjectId)).toEqual(await open.recounted(subjectId));
  });

  test('shows average, all five buckets and their shares', async () => {
    const subjectId = await open.subject(EVENT);
    for (const score of [5, 5, 4, 1]) await open.rate(open.member(), subjectId, score);
    const [subject] = await askSubjects(
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

  test('is all zeros for what nobody rated, and missing with a post that nobody told us of', async () => {
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
    const subjects = await askSubjects(open, [await open.subject(CHALLENGE), 'post_unheard_of'], fields);
    expect(subjects).toEqual([{ ratingSummary: zeros }, null]);
  });

  test('ranks a single best score at 3.18 and fifty of them at 4.67 where the kind averages 3', async () => {
    const bayesianAverages = async (best: number) => {
      const [good, bad, unrated] = [await open.subject(NEWS), await open.subject(NEWS), await open.subject(NEWS)];
      // As many ones elsewhere keep the mean of the kind at 3; ratings of other kinds do not count.
      for (let given = 0; given < best; given += 1) {
        await open.rate(open.member(), good, 5);
        await open.rate(open.member(), bad, 1);
      }
      const subjects = await askSubjects(open, [good, bad, unrated], 'ratingSummary { bayesianAverage }');
      return subjects.map(({ ratingSummary }) => (ratingSummary as { bayesianAverage: number }).bayesianAverage);
    };
    await open.rate(open.member(), await open.subject(ARTICLE), 5);
    const [one, oneBad, none] = await bayesianAverages(1);
    expect([one, oneBad, none]).toEqual([expect.closeTo(35 / 11, 10), expect.closeTo(31 / 11, 10), 3]);
    expect(one?.toFixed(2)).toBe('3.18');
    const [fifty] = await bayesianAverages(50);
    expect(fifty?.toFixed(2)).toBe('4.67');
  });

  test('moves with the mean of its kind, also when a subject changes its kind', async () => {
    const [first, second] = [
      await open.subject(RateableKind.GOOD_PRACTICE),
      await open.subject(RateableKind.GOOD_PRACTICE),
    ];
    await open.rate(open.member(), first, 5);
    const bayesian = async () => (await askSubjects(open, [second], 'ratingSummary { bayesianAverage }'))[0];
    expect(await bayesian()).toEqual({ ratingSummary: { bayesianAverage: 5 } });
    await open.context().subjects.register({ id: first, kind: ARTICLE });
    expect(await bayesian()).toEqual({ ratingSummary: { bayesianAverage: 3 } });
  });
});
