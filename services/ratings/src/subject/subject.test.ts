import { RateableKind } from '@wizness/ratings';
import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

const MANY = 30;

describe('what can be rated', () => {
  let open: Community;
  let subjectIds: string[];
  let memberId: string;

  beforeAll(async () => {
    open = await openCommunity();
    memberId = open.member();
    const critics = [memberId, open.member(), open.member()];
    subjectIds = [];
    for (let made = 0; made < MANY; made += 1) subjectIds.push(await open.subject());
    for (const [index, subjectId] of subjectIds.entries()) {
      for (const critic of critics) await open.rate(critic, subjectId, 1 + (index % 5));
    }
  });
  afterAll(() => open.close());

  test.each([
    [RateableKind.CHALLENGE, 'Post'],
    [RateableKind.ORGANISATION, 'Organisation'],
    [RateableKind.PROGRAMME, 'Programme'],
    [RateableKind.PARTNERSHIP, 'Partnership'],
  ])('of kind %s is a %s, by its id', async (kind, __typename) => {
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
  ])('does not include %s as %s', async (id, kind) => {
    await expect(open.context().subjects.register({ id, kind })).rejects.toMatchObject({
      message: expect.stringContaining('give the id of a'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test.each([
    ['nothing but themselves', 'id', 1],
    ['summaries', 'ratingSummary { count average histogram { share } }', 2],
    ['summaries with rank', 'ratingSummary { count bayesianAverage }', 3],
    ['ratings', 'ratings(first: 2) { nodes { score author { id } subject { id } viewerVote } }', 3],
    ['ratings and how many', 'ratings(first: 2) { nodes { score review { body } } totalCount }', 3],
    ['the rating of who asks', 'viewerRating { score }', 2],
    ['subjects of ratings', 'ratings { nodes { subject { ratingSummary { count } } } }', 3],
    [
      'all of it',
      'ratingSummary { count bayesianAverage } ratings { nodes { viewerVote } totalCount } viewerRating { score viewerVote }',
      7,
    ],
  ])('costs the same for one and for many: %s', async (_, fields, cost) => {
    for (const asked of [subjectIds.slice(0, 1), subjectIds]) {
      open.statements();
      const subjects = await askSubjects(open, asked, fields, memberId);
      expect({ asked: asked.length, statements: open.statements().length }).toEqual({
        asked: asked.length,
        statements: cost,
      });
      expect(subjects).toHaveLength(asked.length);
    }
  });

  test('shows who asks their own rating, and costs a visitor nothing but the posts', async () => {
    const own = await askSubjects(open, subjectIds, 'viewerRating { score author { id } }', memberId);
    expect(own).toEqual(
      subjectIds.map((_, index) => ({ viewerRating: { score: 1 + (index % 5), author: { id: memberId } } })),
    );
    open.statements();
    const [visited] = await askSubjects(open, subjectIds, 'viewerRating { score }');
    expect(visited).toEqual({ viewerRating: null });
    expect(open.statements()).toHaveLength(1);
  });
});
