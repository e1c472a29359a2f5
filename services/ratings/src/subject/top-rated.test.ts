import { RateableKind } from '@wizness/ratings';
import { type OpenRatings, openRatings } from '../../test/support/open-ratings';

const { ARTICLE, GOOD_PRACTICE, NEWS, PROGRAMME } = RateableKind;

/** The kinds that no test adds subjects of. */
const FIXED_KINDS = 'filter: { kinds: [PROGRAMME, GOOD_PRACTICE] }';

interface RankedSubject {
  readonly __typename: string;
  readonly id: string;
  readonly ratingSummary: { readonly count: number; readonly bayesianAverage: number };
}
interface Page {
  readonly nodes: RankedSubject[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('topRated', () => {
  let open: OpenRatings;
  /** Each has one rating more than the one before; the first three have none. */
  let programmes: string[];

  const topRated = async (args: string): Promise<Page> => {
    const { data, errors } = await open.query(
      `{ topRated(${args}) { nodes { __typename id ratingSummary { count bayesianAverage } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.['topRated'] as Page;
  };
  const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id);

  beforeAll(async () => {
    open = await openRatings();
    programmes = [];
    for (let index = 0; index < 9; index += 1) {
      const id = await open.subject(PROGRAMME);
      programmes.push(id);
      for (let rating = 2; rating < index; rating += 1) await open.rate(open.member(), id, 1 + ((index * rating) % 5));
    }
    const practice = await open.subject(GOOD_PRACTICE);
    for (const score of [1, 1, 1, 2]) await open.rate(open.member(), practice, score);
    await open.subject(GOOD_PRACTICE);
  });
  afterAll(() => open.close());

  test('lists subjects with three ratings or more, then the others, each by their Bayesian average, best first', async () => {
    const { nodes } = await topRated(`first: 100, ${FIXED_KINDS}`);
    const ranks = nodes.map(({ ratingSummary: { count, bayesianAverage } }) => [Number(count >= 3), bayesianAverage]);
    expect(ranks).toEqual(ranks.toSorted(([few = 0, one = 0], [more = 0, two = 0]) => more - few || two - one));
    expect(new Set(ranks.map(String)).size).toBeGreaterThan(5);
    expect(nodes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'Post',
      'Post',
      ...programmes.map(() => 'Programme'),
    ]);
  });

  test.each([1, 2, 3, 4])('lists each subject once when it is read %i at a time', async (size) => {
    const paged: string[] = [];
    let after = 'null';
    for (let hasMore = true; hasMore; ) {
      const page = await topRated(`first: ${size}, after: ${after}, ${FIXED_KINDS}`);
      paged.push(...idsOf(page));
      after = JSON.stringify(page.pageInfo.endCursor);
      hasMore = page.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(idsOf(await topRated(`first: 100, ${FIXED_KINDS}`)));
    expect(new Set(paged).size).toBe(programmes.length + 2);
  });

  test('ranks forty good ratings above one perfect rating, also in a kind whose mean is good', async () => {
    const [one, forty] = [await open.subject(ARTICLE), await open.subject(ARTICLE)];
    await open.rate(open.member(), one, 5);
    for (let rating = 0; rating < 40; rating += 1) await open.rate(open.member(), forty, rating < 4 ? 5 : 4);
    await open.admin.query("INSERT INTO rating_means VALUES ('ARTICLE', 4)");
    await open.admin.query(
      "UPDATE rating_summaries SET bayesian_average = (40 + sum) / (10.0 + count) WHERE kind = 'ARTICLE'",
    );
    const { nodes } = await topRated('filter: { kinds: [ARTICLE] }');
    expect(nodes.map(({ id }) => id)).toEqual([forty, one]);
    const [best, single] = nodes.map(({ ratingSummary }) => ratingSummary.bayesianAverage);
    expect(single).toBeGreaterThan(best ?? 5);
  });

  test('ranks fifty good ratings above one perfect rating', async () => {
    const [one, fifty, bad] = [await open.subject(NEWS), await open.subject(NEWS), await open.subject(NEWS)];
    await open.rate(open.member(), one, 5);
    for (let rating = 0; rating < 50; rating += 1) await open.rate(open.member(), fifty, 4 + (rating % 2));
    // Many bad ones come before a single one, which says little.
    for (let rating = 0; rating < 20; rating += 1) await open.rate(open.member(), bad, 1);
    expect(idsOf(await topRated('filter: { kinds: [NEWS] }'))).toEqual([fifty, bad, one]);
  });

  test('lists only the given kinds, and subjects with at least minCount ratings', async () => {
    expect(idsOf(await topRated('filter: { kinds: [PROGRAMME] }')).toSorted()).toEqual(programmes.toSorted());
    expect(idsOf(await topRated('filter: { kinds: [] }'))).toEqual([]);
    const withFour = await topRated('filter: { kinds: [PROGRAMME], minCount: 4 }');
    expect(idsOf(withFour).toSorted()).toEqual(programmes.slice(6).toSorted());
    expect((await topRated('filter: { kinds: [PROGRAMME, GOOD_PRACTICE], minCount: 1 }')).nodes).toHaveLength(7);
  });

  test('counts all subjects in totalCount', async () => {
    const { data } = await open.query('{ topRated(filter: { kinds: [PROGRAMME] }) { totalCount } }');
    expect(data).toEqual({ topRated: { totalCount: programmes.length } });
  });

  test.each([1, 9])('takes two statements for %i subjects', async (size) => {
    open.statements();
    await topRated(`first: ${size}, ${FIXED_KINDS}`);
    expect(open.statements()).toHaveLength(2);
  });

  test.each([
    ['filter: { minCount: -1 }', 'BAD_USER_INPUT', /0 or more, not -1/],
    ['first: 101', 'BAD_USER_INPUT', /between 0 and 100/],
    ['after: "WzEsImJlc3QgcmF0ZWQgc3ViamVjdHMiLCIxIiwiYSIsImIiXQ"', 'INVALID_CURSOR', /damaged/],
  ])('refuses %s with %s', async (args, code, message) => {
    const { errors } = await open.query(`{ topRated(${args}) { nodes { id } } }`);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });
});
