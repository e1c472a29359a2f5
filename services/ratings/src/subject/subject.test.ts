import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

const MANY = 30;

describe('a subject', () => {
  let open: OpenRatings;
  let postIds: string[];
  let memberId: string;

  beforeAll(async () => {
    open = await openRatings();
    memberId = open.member();
    const authors = [memberId, open.member(), open.member()];
    postIds = [];
    for (let count = 0; count < MANY; count += 1) postIds.push(await open.subject());
    for (const [index, postId] of postIds.entries()) {
      for (const author of authors) await open.rate(author, postId, 1 + (index % 5));
    }
  });
  afterAll(() => open.close());

  test.each([
    [RateableKind.CHALLENGE, 'Post'],
    [RateableKind.ORGANISATION, 'Organisation'],
    [RateableKind.PROGRAMME, 'Programme'],
    [RateableKind.PARTNERSHIP, 'Partnership'],
  ])('of the kind %s resolves to the type %s', async (kind, __typename) => {
    const subjectId = await open.subject(kind);
    const id = await open.rate(open.member(), subjectId, 3);
    const source =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Rating { subject { __typename id ratingSummary { count } } } ... on Rateable { ratingSummary { count } } } }';
    const of = [
      { __typename: 'Rating', id },
      { __typename, id: subjectId },
    ];
    expect((await open.query(source, { of })).data?.['_entities']).toEqual([
      { subject: { __typename, id: subjectId, ratingSummary: { count: 1 } } },
      { ratingSummary: { count: 1 } },
    ]);
  });

  test.each([
    ['org_01kdtw8000e0000000000000zz', RateableKind.ARTICLE],
    ['post_01kdtw8000e0000000000000zz', RateableKind.PROGRAMME],
    ['person_01kdtw8000e0000000000000zz', RateableKind.ORGANISATION],
    ['post_1', RateableKind.NEWS],
  ])('cannot be registered with the id %s and the kind %s', async (id, kind) => {
    await expect(open.write(({ subjects }) => subjects.register({ id, kind }))).rejects.toMatchObject({
      message: expect.stringContaining('give the id of a'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['id', 'id', 1],
    ['summary', 'ratingSummary { count average histogram { share } }', 2],
    ['summary with the Bayesian average', 'ratingSummary { count bayesianAverage }', 2],
    ['ratings', 'ratings(first: 2) { nodes { score author { id } subject { id } viewerVote } }', 3],
    ['ratings with totalCount', 'ratings(first: 2) { nodes { score review { body } } totalCount }', 3],
    ['viewerRating', 'viewerRating { score }', 2],
    ['subjects of its ratings', 'ratings { nodes { subject { ratingSummary { count } } } }', 3],
    [
      'all fields',
      'ratingSummary { count bayesianAverage } ratings { nodes { viewerVote } totalCount } viewerRating { score viewerVote }',
      5,
    ],
  ])('takes as many statements as thirty subjects do, for %s', async (_, fields, expected) => {
    for (const ids of [postIds.slice(0, 1), postIds]) {
      open.statements();
      const posts = await queryPosts(open, ids, fields, memberId);
      const statements = open.statements().length;
      expect({ count: posts.length, statements }).toEqual({ count: ids.length, statements: expected });
    }
  });

  test("shows a member their own rating, and costs an anonymous viewer only the subject's read", async () => {
    const own = await queryPosts(open, postIds, 'viewerRating { score author { id } }', memberId);
    expect(own).toEqual(
      postIds.map((_, index) => ({ viewerRating: { score: 1 + (index % 5), author: { id: memberId } } })),
    );
    open.statements();
    const [post] = await queryPosts(open, postIds, 'viewerRating { score }');
    expect(post).toEqual({ viewerRating: null });
    expect(open.statements()).toHaveLength(1);
  });
});
