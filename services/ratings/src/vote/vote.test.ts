import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

describe('a vote on a rating', () => {
  let open: OpenRatings;
  let subjectId: string;
  let author: string;
  let ratingId: string;

  beforeAll(async () => {
    open = await openRatings();
  });
  beforeEach(async () => {
    subjectId = await open.subject();
    author = open.member();
    ratingId = await open.rate(author, subjectId, 4);
  });
  afterAll(() => open.close());

  const vote = (memberId: string, helpful: boolean | null) => open.as(memberId).votes.vote({ ratingId, helpful });
  const counts = async (memberId?: string) => {
    const fields = 'ratings { nodes { helpful unhelpful viewerVote } }';
    const [subject] = await queryPosts(open, [subjectId], fields, memberId);
    return (subject?.['ratings'] as { nodes: unknown[] }).nodes[0];
  };

  test('counts once per member and replaces their previous vote; null removes it', async () => {
    const memberId = open.member();
    await vote(open.member(), true);
    for (const helpful of [true, true, false]) await vote(memberId, helpful);
    expect(await counts(memberId)).toEqual({ helpful: 1, unhelpful: 1, viewerVote: false });
    expect((await vote(memberId, null)).rating).toMatchObject({ helpful: 1, unhelpful: 0 });
    expect(await counts(memberId)).toEqual({ helpful: 1, unhelpful: 0, viewerVote: null });
  });

  test('is counted while others vote and the author rates again at the same time', async () => {
    const voters = Array.from({ length: 20 }, () => open.member());
    await Promise.all([
      ...voters.map((memberId, index) => vote(memberId, index % 4 !== 0)),
      ...[1, 2, 3].map((score) => open.rate(author, subjectId, score)),
    ]);
    expect(await counts()).toEqual({ helpful: 15, unhelpful: 5, viewerVote: null });
  });

  test('is refused on the rating of the voter', async () => {
    expect((await vote(author, true)).userErrors).toMatchObject([{ code: 'FORBIDDEN', field: ['ratingId'] }]);
    expect(await counts()).toMatchObject({ helpful: 0, unhelpful: 0 });
  });

  test('is refused on a rating that was removed or that a moderator has hidden', async () => {
    await open.admin.query(`UPDATE ratings SET status = 'HIDDEN' WHERE id = $1`, [ratingId]);
    expect((await vote(open.member(), true)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    await open.as(author).ratings.remove({ subjectId });
    expect((await vote(open.member(), true)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('is refused on a rating that does not exist', async () => {
    for (const id of ['rating_01kdtw8000e0000000000000zz', '\0']) {
      const { userErrors } = await open.as(open.member()).votes.vote({ ratingId: id, helpful: true });
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });
});
