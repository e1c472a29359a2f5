import { askSubjects, type Community, openCommunity } from '../../test/support/open-ratings';

interface Listed {
  readonly nodes: { readonly id: string; readonly score: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const ORDERS = ['NEWEST', 'OLDEST', 'HIGHEST', 'LOWEST', 'MOST_HELPFUL'];

describe('the ratings of a subject', () => {
  let open: Community;
  let subjectId: string;
  let ids: string[];

  const list = async (page: string): Promise<Listed> => {
    const fields = `ratings(${page}) { nodes { id score } pageInfo { hasNextPage endCursor } }`;
    return (await askSubjects(open, [subjectId], fields))[0]?.['ratings'] as Listed;
  };
  const places = async (page: string) => (await list(page)).nodes.map(({ id }) => ids.indexOf(id));

  beforeAll(async () => {
    open = await openCommunity();
    subjectId = await open.subject();
    ids = [];
    for (const score of [3, 5, 1, 3, 5, 2]) ids.push(await open.rate(open.member(), subjectId, score));
    const { votes } = open.context();
    const say = async (place: number, helpful: number, unhelpful: number) => {
      for (let voter = 0; voter < helpful + unhelpful; voter += 1) {
        await votes.vote({ ratingId: ids[place] ?? '', memberId: `voter_${voter}`, helpful: voter < helpful });
      }
    };
    await say(0, 1, 0);
    await say(2, 8, 1);
    await say(4, 0, 3);
  });
  afterAll(() => open.close());

  test.each([
    ['NEWEST', [5, 4, 3, 2, 1, 0]],
    ['OLDEST', [0, 1, 2, 3, 4, 5]],
    ['HIGHEST', [4, 1, 3, 0, 5, 2]],
    ['LOWEST', [2, 5, 3, 0, 4, 1]],
    // One vote out of one is less sure than eight of nine; no votes and only bad ones are equal.
    ['MOST_HELPFUL', [2, 0, 5, 4, 3, 1]],
    ['null', [2, 0, 5, 4, 3, 1]],
  ])('come %s', async (orderBy, expected) => {
    expect(await places(`orderBy: ${orderBy}`)).toEqual(expected);
  });

  test.each(ORDERS)('walked by cursor are the whole list, %s', async (orderBy) => {
    const walked: number[] = [];
    let after = 'null';
    for (let more = true; more; ) {
      const page = `first: 2, after: ${after}, orderBy: ${orderBy}`;
      const { nodes, pageInfo } = await list(page);
      walked.push(...nodes.map(({ id }) => ids.indexOf(id)));
      after = JSON.stringify(pageInfo.endCursor);
      more = pageInfo.hasNextPage;
    }
    expect(walked).toEqual(await places(`orderBy: ${orderBy}`));
    expect(walked).toHaveLength(ids.length);
  });

  test('can be those with a review only, counted so', async () => {
    const reviewed = await open.subject();
    const { ratings } = open.context();
    await open.rate(open.member(), reviewed, 2);
    const review = { title: null, body: 'Utile.', lang: 'fr' };
    await ratings.rate({ memberId: 'member_critic', subjectId: reviewed, score: 4, review });
    const fields =
      'ratings(withReviewOnly: true) { totalCount nodes { score review { title body lang } } } all: ratings(withReviewOnly: null) { totalCount }';
    expect(await askSubjects(open, [reviewed], fields)).toEqual([
      { ratings: { totalCount: 1, nodes: [{ score: 4, review }] }, all: { totalCount: 2 } },
    ]);
  });

  test.each([
    ['first: 101', 'BAD_USER_INPUT'],
    ['after: "nonsense"', 'INVALID_CURSOR'],
  ])('refuse %s with %s', async (page, code) => {
    const { errors } = await open.query(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Post { ratings(${page}) { totalCount } } } }`,
      { of: [{ __typename: 'Post', id: subjectId }] },
    );
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });

  test('and those a member gave come newest first, with their subjects', async () => {
    const [memberId, other] = [open.member(), await open.subject()];
    await open.rate(memberId, subjectId, 1);
    await open.rate(memberId, other, 2);
    const source =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Member { ratingsGiven(first: 5) { totalCount nodes { score author { id } subject { id __typename } } } } } }';
    const { data } = await open.query(source, { of: [{ __typename: 'Member', id: memberId }] });
    const author = { id: memberId };
    expect(data?.['_entities']).toEqual([
      {
        ratingsGiven: {
          totalCount: 2,
          nodes: [
            { score: 2, author, subject: { id: other, __typename: 'Post' } },
            { score: 1, author, subject: { id: subjectId, __typename: 'Post' } },
          ],
        },
      },
    ]);
    await open.context().ratings.remove({ memberId, subjectId });
  });
});
