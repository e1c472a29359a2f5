import { type BothModes, openBothModes } from './support/graphs';

let graphs: BothModes;

beforeAll(async () => {
  graphs = await openBothModes();
});
afterAll(() => graphs.close());

interface PageInfo {
  readonly startCursor: string | null;
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

const STEP = 3;

/** A root list, and its arguments except those for paging. */
type List = readonly [field: string, args: string];

const read = async ([field, args]: List, paging: Readonly<Record<string, unknown>>): Promise<Page> => {
  const pagingArgs = Object.entries(paging).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const { data, errors } = await graphs.execute<{ list: Page }>(`{
    list: ${field}(${[...pagingArgs, args].join(' ')}) {
      edges { cursor node { id } }
      nodes { id }
      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
      totalCount
    }
  }`);
  expect(errors).toBeUndefined();
  return data.list;
};

const idsOf = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);

const readWhole = async (list: List): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page = await read(list, { first: 100, after });
    ids.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(STEP);
  return ids;
};

const wholes = new Map<string, Promise<string[]>>();

/** All ids of a list, read in pages of the largest size. Cached: this suite writes nothing. */
const wholeOf = (list: List): Promise<string[]> => {
  const key = list.join(' ');
  const whole = wholes.get(key) ?? readWhole(list);
  wholes.set(key, whole);
  return whole;
};

/** Expects edges, nodes, total count and cursors of a page to agree. */
const checkPage = (page: Page, totalCount: number): void => {
  const cursors = page.edges.map(({ cursor }) => cursor);
  expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page));
  expect(page.totalCount).toBe(totalCount);
  expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([cursors[0], cursors.at(-1)]);
};

const LISTS: readonly List[] = [
  ['posts', ''],
  ['posts', 'orderBy: OLDEST'],
  ['posts', 'orderBy: MOST_COMMENTED'],
  ['posts', 'orderBy: RECENTLY_UPDATED'],
  ['posts', 'orderBy: EVENT_EARLIEST'],
  ['posts', 'orderBy: EVENT_LATEST'],
  ['posts', 'filter: { text: "renault or voiture or mobiliz or emploi or cafe" } orderBy: RELEVANCE'],
  ['facts', ''],
  ['facts', 'filter: { hasIssues: true }'],
  ['organisations', ''],
  ['organisations', 'filter: { kinds: [ASSOCIATION, COMPANY] }'],
  ['persons', ''],
  ['sources', ''],
  ['members', ''],
  ['members', 'orderBy: NEWEST'],
  ['topics', ''],
  ['topics', 'orderBy: MOST_POSTS'],
  ['topRated', 'filter: { minCount: 0 }'],
  ['topRated', 'filter: { kinds: [GOOD_PRACTICE, PROGRAMME, ORGANISATION], minCount: 0 }'],
];

describe('Paging by cursors', () => {
  test.each(LISTS)('Forwards through %s(%s) returns the whole list', async (...list) => {
    const whole = await wholeOf(list);
    const ids: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page: Page = await read(list, { first: STEP, after });
      checkPage(page, whole.length);
      ids.push(...idsOf(page));
      more = page.pageInfo.hasNextPage;
      expect(page.nodes).toHaveLength(more ? STEP : whole.length - ids.length + page.nodes.length);
      after = page.pageInfo.endCursor;
    }
    expect(ids).toEqual(whole);
  });

  test.each(LISTS.filter(([field]) => field !== 'topRated'))(
    'Backwards through %s(%s) returns the whole list',
    async (...list) => {
      const whole = await wholeOf(list);
      const ids: string[] = [];
      let before: string | null = null;
      for (let more = true; more; ) {
        const page: Page = await read(list, before === null ? { last: STEP } : { last: STEP, before });
        checkPage(page, whole.length);
        ids.unshift(...idsOf(page));
        more = page.pageInfo.hasPreviousPage;
        before = page.pageInfo.startCursor;
      }
      expect(ids).toEqual(whole);
    },
  );

  test.each(LISTS)('Starts after any item of %s(%s)', async (...list) => {
    const whole = await wholeOf(list);
    const { edges } = await read(list, { first: 100 });
    for (const index of [0, 1, edges.length - 2]) {
      const page = await read(list, { first: 100, after: edges[index]?.cursor });
      expect(idsOf(page)).toEqual(whole.slice(index + 1, index + 101));
    }
  });

  test.each(LISTS)('Returns the total count of %s(%s) for a page of zero items', async (...list) => {
    const whole = await wholeOf(list);
    const { nodes, totalCount } = await read(list, { first: 0 });
    expect([nodes, totalCount]).toEqual([[], whole.length]);
  });
});
