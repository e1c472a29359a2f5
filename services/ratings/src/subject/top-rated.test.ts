import { RateableKind } from '@wizness/ratings';
import { type Community, openCommunity } from '../../test/support/open-ratings';

const { ARTICLE, GOOD_PRACTICE, PROGRAMME } = RateableKind;

/** The kinds that all tests read and none adds to. */
const KEPT = 'kinds: [PROGRAMME, GOOD_PRACTICE]';

interface Ranked {
  readonly __typename: string;
  readonly id: string;
  readonly ratingSummary: { readonly count: number; readonly bayesianAverage: number };
}
interface Page {
  readonly nodes: Ranked[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describe('topRated', () => {
  let open: Community;
  /** One more rating each than the last; the first three have none. */
  let programmes: string[];

  const top = async (args: string): Promise<Page> => {
    const { data, errors } = await open.query(
      `{ topRated(${args}) { nodes { __typename id ratingSummary { count bayesianAverage } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.['topRated'] as Page;
  };
  const idsOf = ({ nodes }: Page) => nodes.map(({ id }) => id);

  beforeAll(async () => {
    open = await openCommunity();
    programmes = [];
    for (let index = 0; index < 9; index += 1) {
      const id = await open.subject(PROGRAMME);
      programmes.push(id);
      for (let given = 2; given < index; given += 1) await open.rate(open.member(), id, 1 + ((index * given) % 5));
    }
    const practice = await open.subject(GOOD_PRACTICE);
    for (const score of [1, 1, 1, 2]) await open.rate(open.member(), practice, score);
    await open.subject(GOOD_PRACTICE);
  });
  afterAll(() => open.close());

  test('comes in the order of the Bayesian averages that the summaries show', async () => {
    const { nodes } = await top(`first: 100, ${KEPT}`);
    const averages = nodes.map(({ ratingSummary }) => ratingSummary.bayesianAverage);
    expect(averages).toEqual(averages.toSorted((one, two) => two - one));
    expect(new Set(averages).size).toBeGreaterThan(5);
    expect(nodes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'Post',
      'Post',
      ...programmes.map(() => 'Programme'),
    ]);
  });

  test.each([1, 2, 3, 4])('walked %s at a time with the cursor is the whole list, each once', async (size) => {
    const walked: string[] = [];
    let after = 'null';
    for (let more = true; more; ) {
      const page = await top(`first: ${size}, after: ${after}, ${KEPT}`);
      walked.push(...idsOf(page));
      after = JSON.stringify(page.pageInfo.endCursor);
      more = page.pageInfo.hasNextPage;
    }
    expect(walked).toEqual(idsOf(await top(`first: 100, ${KEPT}`)));
    expect(new Set(walked).size).toBe(programmes.length + 2);
  });

  test('holds fifty good ratings above one perfect one', async () => {
    const [one, fifty] = [await open.subject(ARTICLE), await open.subject(ARTICLE)];
    await open.rate(open.member(), one, 5);
    for (let given = 0; given < 50; given += 1) await open.rate(open.member(), fifty, 4 + (given % 2));
    // Something must be bad for good to mean much.
    const bad = await open.subject(ARTICLE);
    for (let given = 0; given < 20; given += 1) await open.rate(open.member(), bad, 1);
    expect(idsOf(await top('kinds: [ARTICLE]'))).toEqual([fifty, one, bad]);
  });

  test('holds only the kinds and counts asked for', async () => {
    expect(idsOf(await top('kinds: [PROGRAMME]')).toSorted()).toEqual(programmes.toSorted());
    expect(idsOf(await top('kinds: []'))).toEqual([]);
    expect(idsOf(await top('kinds: [PROGRAMME], minCount: 4')).toSorted()).toEqual(programmes.slice(6).toSorted());
    const both = await top(`${KEPT}, minCount: 1`);
    expect(both.nodes).toHaveLength(7);
  });

  test('counts when asked, and costs the same however long the page is', async () => {
    const { data } = await open.query('{ topRated(kinds: [PROGRAMME]) { totalCount } }');
    expect(data).toEqual({ topRated: { totalCount: programmes.length } });
    for (const size of [1, 9]) {
      open.statements();
      await top(`first: ${size}, ${KEPT}`);
      expect({ size, statements: open.statements().length }).toEqual({ size, statements: 3 });
    }
  });

  test.each([
    ['minCount: -1', 'BAD_USER_INPUT', /0 or more, not -1/],
    ['first: 101', 'BAD_USER_INPUT', /between 0 and 100/],
    ['after: "WzEsInN1YmplY3RzIGJ5IEJheWVzaWFuIGF2ZXJhZ2UiLCJhIiwiYiJd"', 'INVALID_CURSOR', /damaged/],
  ])('refuses %s with %s', async (args, code, message) => {
    const { errors } = await open.query(`{ topRated(${args}) { nodes { id } } }`);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toMatch(message);
  });
});
