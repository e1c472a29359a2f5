import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

describe('a vote on a rating', () => {
  let open: Community;
  let subjectId: string;
  let author: string;
  let ratingId: string;

  beforeAll(async () => {
    open = await openCommunity();
  });
  beforeEach(async () => {
    subjectId = await open.subject();
    author = open.member();
    ratingId = await open.rate(author, subjectId, 4);
  });
  afterAll(() => open.close());

  const shown = async (memberId?: string) => {
    const fields = 'ratings { nodes { helpful unhelpful viewerVote } }';
    const [subject] = await askSubjects(open, [subjectId], fields, memberId);
    return (subject?.['ratings'] as { nodes: unknown[] }).nodes[0];
  };

  test('counts once for each member, in place of what they said before', async () => {
    const { votes } = open.context();
    const memberId = open.member();
    await votes.vote({ ratingId, memberId: open.member(), helpful: true });
    for (const helpful of [true, true, false]) await votes.vote({ ratingId, memberId, helpful });
    expect(await shown(memberId)).toEqual({ helpful: 1, unhelpful: 1, viewerVote: false });
    const { rating } = await votes.vote({ ratingId, memberId, helpful: null });
    expect(rating).toMatchObject({ helpful: 1, unhelpful: 0 });
    expect(await shown(memberId)).toEqual({ helpful: 1, unhelpful: 0, viewerVote: null });
  });

  test('is not lost while others vote and the author rates again', async () => {
    const { votes, ratings } = open.context();
    const voters = Array.from({ length: 20 }, () => open.member());
    await Promise.all([
      ...voters.map((memberId, index) => votes.vote({ ratingId, memberId, helpful: index % 4 !== 0 })),
      ...[1, 2, 3].map((score) => ratings.rate({ memberId: author, subjectId, score })),
    ]);
    expect(await shown()).toEqual({ helpful: 15, unhelpful: 5, viewerVote: null });
  });

  test('is refused on their own rating, on one taken back, and on none', async () => {
    const { votes, ratings } = open.context();
    const codeOf = async (id: string, memberId: string) =>
      (await votes.vote({ ratingId: id, memberId, helpful: true })).userErrors[0]?.code;
    expect(await codeOf(ratingId, author)).toBe('FORBIDDEN');
    expect(await codeOf('rating_01kdtw8000e0000000000000zz', author)).toBe('NOT_FOUND');
    expect(await codeOf('\0', author)).toBe('NOT_FOUND');
    await ratings.remove({ memberId: author, subjectId });
    expect(await codeOf(ratingId, open.member())).toBe('NOT_FOUND');
  });
});
