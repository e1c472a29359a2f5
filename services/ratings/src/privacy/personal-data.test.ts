import { RateableKind } from '@wizness/ratings';
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
    await on(1).ratings.rate({ subjectId: second, score: 3 });
    const { rating: kept } = await on(1).ratings.rate({ subjectId: second, score: 5, review });
    const { rating: removed } = await on(2).ratings.rate({ subjectId: first, score: 2 });
    await on(3).ratings.remove({ subjectId: first });
    const ratingId = await open.rate(other, first, 3);
    await open.as(memberId).votes.vote({ ratingId, helpful: false });
    await open.as(other).votes.vote({ ratingId: kept?.id ?? '', helpful: true });
    const organisationId = await open.subject(RateableKind.ORGANISATION);
    const answeredId = await open.rate(other, organisationId, 2);
    await open.consume('membership', { type: 'AffiliationVerified', subject: memberId, payload: { organisationId } });
    await on(4).replies.reply({ ratingId: answeredId, body: 'Merci.' });
    expect(JSON.parse(JSON.stringify(await open.personalDataOf(memberId)))).toEqual({
      ratings: [
        {
          ...{ id: kept?.id, subjectId: second, score: 5, review, status: 'VISIBLE', takenBack: false },
          ...{ revision: 2, history: [{ revision: 1, score: 3, review: null, createdAt: '2026-01-01T00:00:00.000Z' }] },
          ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
        },
        {
          ...{ id: removed?.id, subjectId: first, score: 2, review: null, status: 'VISIBLE', takenBack: true },
          ...{ revision: 1, history: [] },
          ...{ createdAt: '2026-01-02T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z' },
        },
      ],
      votes: [{ ratingId, helpful: false }],
      replies: [{ ratingId: answeredId, organisationId, body: 'Merci.', createdAt: '2026-01-04T00:00:00.000Z' }],
      openReports: [],
      affiliations: [{ organisationId }],
    });
  });

  test('are empty for an unknown member', async () => {
    const nothing = { ratings: [], votes: [], replies: [], openReports: [], affiliations: [] };
    expect(await open.personalDataOf('member_unknown')).toEqual(nothing);
  });
});
