import { type OpenRatings, openRatings, queryPosts } from '../../test/support/open-ratings';

interface List {
  readonly nodes: { readonly id: string; readonly score: number }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const ORDERS = ['NEWEST', 'OLDEST', 'HIGHEST', 'LOWEST', 'MOST_HELPFUL'];

describe('the ratings of a subject', () => {
  let open: OpenRatings;
  let subjectId: string;
  let ids: string[];

  const list = async (args: string): Promise<List> => {
    const fields = `ratings(${args}) { nodes { id score } pageInfo { hasNextPage endCursor } }`;
    return (await queryPosts(open, [subjectId], fields))[0]?.['ratings'] as List;
  };
  const indexesOf = ({ nodes }: List) => nodes.map(({ id }) => ids.indexOf(id));

  beforeAll(async () => {
    open = await openRatings();
    subjectId = await open.subject();
    ids = [];
    for (const score of [3, 5, 1, 3, 5, 2]) ids.push(await open.rate(open.member(), subjectId, score));
    const vote = (index: number, helpful: number, unhelpful: number) =>
      open.write(async ({ votes }) => {
        for (let voter = 0; voter < helpful + unhelpful; voter += 1) {
          await votes.vote({ ratingId: ids[index] ?? '', memberId: `voter_${voter}`, helpful: voter < helpful });
        }
      });
    await vote(0, 1, 0);
    await vote(2, 8, 1);
    await vote(4, 0, 3);
  });
  afterAll(() => open.close());

  test.each([
    ['NEWEST', [5, 4, 3, 2, 1, 0]],
    ['OLDEST', [0, 1, 2, 3, 4, 5]],
    ['HIGHEST', [4, 1, 3, 0, 5, 2]],
    ['LOWEST', [2, 5, 3, 0, 4, 1]],
    // One vote of one is less certain than eight of nine. No votes and only unhelpful votes are equal.
    ['MOST_HELPFUL', [2, 0, 5, 4, 3, 1]],
    ['null', [2, 0, 5, 4, 3, 1]],
  ])('are listed in the order %s', async (orderBy, expected) => {
    expect(indexesOf(await list(`orderBy: ${orderBy}`))).toEqual(expected);
  });

  test.each(ORDERS)('are the same page by page as in one list, in the order %s', async (orderBy) => {
    const paged: number[] = [];
    let after = 'null';
    for (let hasMore = true; hasMore; ) {
      const page = await list(`first: 2, after: ${after}, orderBy: ${orderBy}`);
      paged.push(...indexesOf(page));
      after = JSON.stringify(page.pageInfo.endCursor);
      hasMore = page.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(indexesOf(await list(`orderBy: ${orderBy}`)));
    expect(paged).toHaveLength(ids.length);
  });

  test('are only those that the filter describes, in totalCount too', async () => {
    const reviewed = await open.subject();
    await open.rate(open.member(), reviewed, 2);
    const review = { title: null, body: 'Utile.', lang: 'fr' };
    await open.as(open.member()).ratings.rate({ subjectId: reviewed, score: 4, review });
    const fields =
      'ratings(filter: { hasReview: true }) { totalCount nodes { score review { title body lang } } } bare: ratings(filter: { hasReview: false, scores: [2, 3] }) { totalCount } french: ratings(filter: { langs: ["fr"] }) { totalCount } none: ratings(filter: { scores: [] }) { totalCount } all: ratings(filter: { hasReview: null }) { totalCount }';
    expect(await queryPosts(open, [reviewed], fields)).toEqual([
      {
        ratings: { totalCount: 1, nodes: [{ score: 4, review }] },
        bare: { totalCount: 1 },
        french: { totalCount: 1 },
        none: { totalCount: 0 },
        all: { totalCount: 2 },
      },
    ]);
  });

  test.each([
    ['first: 101', 'BAD_USER_INPUT'],
    ['filter: { scores: [6] }', 'BAD_USER_INPUT'],
    ['filter: { langs: ["french"] }', 'BAD_USER_INPUT'],
    ['after: "nonsense"', 'INVALID_CURSOR'],
  ])('are refused for %s with %s', async (args, code) => {
    const { errors } = await open.query(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Post { ratings(${args}) { totalCount } } } }`,
      { of: [{ __typename: 'Post', id: subjectId }] },
    );
    expect(errors?.[0]?.extensions['code']).toBe(code);
  });
});

describe('the ratings of a member', () => {
  let open: OpenRatings;
  beforeAll(async () => {
    open = await openRatings();
  });
  afterAll(() => open.close());

  test('are listed newest first, with their subjects', async () => {
    const [memberId, first, second] = [open.member(), await open.subject(), await open.subject()];
    await open.rate(memberId, first, 1);
    await open.rate(memberId, second, 2);
    const source =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Member { ratingsGiven(first: 5) { totalCount nodes { score author { id } subject { id __typename } } } } } }';
    const { data } = await open.query(source, { of: [{ __typename: 'Member', id: memberId }] });
    const author = { id: memberId };
    expect(data?.['_entities']).toEqual([
      {
        ratingsGiven: {
          totalCount: 2,
          nodes: [
            { score: 2, author, subject: { id: second, __typename: 'Post' } },
            { score: 1, author, subject: { id: first, __typename: 'Post' } },
          ],
        },
      },
    ]);
  });
});
