import { type Community, openCommunity } from '../../test/support/open-ratings';

describe('what is held of a member', () => {
  let open: Community;

  beforeAll(async () => {
    open = await openCommunity();
  });
  afterAll(() => open.close());

  test('is every rating and vote of theirs, in full, and nobody else’s', async () => {
    const [memberId, other] = [open.member(), open.member()];
    const [first, second] = [await open.subject(), await open.subject()];
    const { ratings, votes } = open.context();
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const review = { title: 'Bravo', body: 'Concret et utile.', lang: 'fr' };
    const { rating: kept } = await ratings.rate({ memberId, subjectId: second, score: 5, review, at: at(1) });
    const { rating: removed } = await ratings.rate({ memberId, subjectId: first, score: 2, at: at(2) });
    await ratings.remove({ memberId, subjectId: first, at: at(3) });
    const ratingId = await open.rate(other, first, 3);
    await votes.vote({ memberId, ratingId, helpful: false });
    await votes.vote({ memberId: other, ratingId: kept?.id ?? '', helpful: true });
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
    expect(await open.personalDataOf('member_who_never_was')).toEqual({ ratings: [], votes: [] });
  });
});
