import { type OpenRatings, openRatings } from '../../test/support/open-ratings';

describe('the personal data of a member', () => {
  let open: OpenRatings;

  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  test('are all their ratings and votes, and none of other members', async () => {
    const [memberId, other] = [open.member(), open.member()];
    const [first, second] = [await open.subject(), await open.subject()];
    const on = (day: number) => open.as(memberId, new Date(Date.UTC(2026, 0, day)));
    const review = { title: 'Bravo', body: 'Concret et utile.', lang: 'fr' };
    const { rating: kept } = await on(1).ratings.rate({ subjectId: second, score: 5, review });
    const { rating: removed } = await on(2).ratings.rate({ subjectId: first, score: 2 });
    await on(3).ratings.remove({ subjectId: first });
    const ratingId = await open.rate(other, first, 3);
    await open.as(memberId).votes.vote({ ratingId, helpful: false });
    await open.as(other).votes.vote({ ratingId: kept?.id ?? '', helpful: true });
    expect(JSON.parse(JSON.stringify(await open.personalDataOf(memberId)))).toEqual({
      ratings: [
        {
          ...{ id: kept?.id, subjectId: second, score: 5, review, status: 'VISIBLE' },
          ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
        },
        {
          ...{ id: removed?.id, subjectId: first, score: 2, review: null, status: 'REMOVED' },
          ...{ createdAt: '2026-01-02T00:00:00.000Z', updatedAt: '2026-01-03T00:00:00.000Z' },
        },
      ],
      votes: [{ ratingId, helpful: false }],
    });
  });

  test('are empty for an unknown member', async () => {
    expect(await open.personalDataOf('member_unknown')).toEqual({ ratings: [], votes: [] });
  });
});
