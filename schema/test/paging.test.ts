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

/** A list by its root field and the arguments that are not about pages. */
type List = readonly [field: string, given: string];

const read = async ([field, given]: List, paging: Readonly<Record<string, unknown>>): Promise<Page> => {
  const written = Object.entries(paging).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const { data, errors } = await graphs.ask<{ list: Page }>(`{
    list: ${field}(${[...written, given].join(' ')}) {
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

/** The list in pages as large as there are; nothing writes here, so it is read once. */
const wholeOf = (list: List): Promise<string[]> => {
  const key = list.join(' ');
  const whole = wholes.get(key) ?? readWhole(list);
  wholes.set(key, whole);
  return whole;
};

/** Every page is whole, says how many there are in all, and where it begins and ends. */
const checkPage = (page: Page, totalCount: number): void => {
  const cursors = page.edges.map(({ cursor }) => cursor);
  expect(page.edges.map(({ node }) => node.id)).toEqual(idsOf(page));
  expect(page.totalCount).toBe(totalCount);
  expect([page.pageInfo.startCursor, page.pageInfo.endCursor]).toEqual([cursors[0], cursors.at(-1)]);
};

const FORWARD: readonly List[] = [
  ['posts', ''],
  ['posts', 'orderBy: { field: PUBLISHED_AT, direction: ASC }'],
  ['posts', 'orderBy: { field: COMMENT_COUNT }'],
  ['posts', 'orderBy: { field: UPDATED_AT }'],
  ['posts', 'filter: { text: "renault or voiture or mobiliz or emploi or cafe" } orderBy: { field: RELEVANCE }'],
  ['facts', ''],
  ['facts', 'filter: { hasIssues: true }'],
  ['organisations', ''],
  ['organisations', 'kinds: [ASSOCIATION, COMPANY]'],
  ['members', ''],
  ['topRated', 'minCount: 0'],
  ['topRated', 'kinds: [GOOD_PRACTICE, PROGRAMME, ORGANISATION] minCount: 0'],
];

describe('a walk by cursors', () => {
  test.each(FORWARD)('forwards over %s(%s) is the whole list', async (...list) => {
    const whole = await wholeOf(list);
    const walked: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page: Page = await read(list, { first: STEP, after });
      checkPage(page, whole.length);
      walked.push(...idsOf(page));
      more = page.pageInfo.hasNextPage;
      expect(page.nodes).toHaveLength(more ? STEP : whole.length - walked.length + page.nodes.length);
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual(whole);
  });

  test.each(FORWARD.filter(([field]) => ['posts', 'facts'].includes(field)))(
    'backwards over %s(%s) is the whole list',
    async (...list) => {
      const whole = await wholeOf(list);
      const walked: string[] = [];
      let before: string | null = null;
      for (let more = true; more; ) {
        const page: Page = await read(list, before === null ? { last: STEP } : { last: STEP, before });
        checkPage(page, whole.length);
        walked.unshift(...idsOf(page));
        more = page.pageInfo.hasPreviousPage;
        before = page.pageInfo.startCursor;
      }
      expect(walked).toEqual(whole);
    },
  );

  test.each(FORWARD)('may start after any of %s(%s)', async (...list) => {
    const whole = await wholeOf(list);
    const { edges } = await read(list, { first: 100 });
    for (const index of [0, 1, edges.length - 2]) {
      const page = await read(list, { first: 100, after: edges[index]?.cursor });
      expect(idsOf(page)).toEqual(whole.slice(index + 1, index + 101));
    }
  });

  test.each(FORWARD)('over %s(%s) can ask for none, and learn how many there are', async (...list) => {
    const whole = await wholeOf(list);
    const { nodes, totalCount } = await read(list, { first: 0 });
    expect([nodes, totalCount]).toEqual([[], whole.length]);
  });
});
