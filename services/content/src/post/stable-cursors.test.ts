import { content, type ContentContext, PostKind } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { news } from '../../test/support/samples';

const DAYS = Array.from({ length: 9 }, (_, index) => index + 10);
const day = (number: number) => new Date(Date.UTC(2025, 0, number));

interface Page {
  readonly nodes: readonly { readonly slug: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

describe('Pages of a list that grows while it is read', () => {
  let open: OpenSubgraph<ContentContext>;
  beforeEach(async () => {
    open = await openSubgraph(content);
    for (const number of DAYS) await publish(`old-${number}`, number);
  });
  afterEach(() => open.close());

  const publish = (slug: string, number: number) =>
    autocommit(open.context()).posts.publish({
      ...news(slug, { publishedAt: day(number) }),
      kind: PostKind.EVENT,
      details: { when: FuzzyDate.fromEdtf(day(number).toISOString().slice(0, 10)) },
    });
  const read = async (args: string): Promise<Page> => {
    const { data, errors } = await open.query(
      `{ posts(${args}) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.['posts'] as Page;
  };

  test.each(['NEWEST', 'OLDEST', 'RECENTLY_UPDATED', 'MOST_COMMENTED', 'EVENT_EARLIEST', 'EVENT_LATEST'])(
    'Have each older post exactly once in the order %s, forwards and backwards',
    async (order) => {
      for (const [size, from, flag, end] of [
        ['first', 'after', 'hasNextPage', 'endCursor'],
        ['last', 'before', 'hasPreviousPage', 'startCursor'],
      ] as const) {
        const seen: string[] = [];
        let cursor: string | null = null;
        for (let more = true, round = 0; more; round += 1) {
          const page: Page = await read(`orderBy: ${order}, ${size}: 2, ${from}: ${JSON.stringify(cursor)}`);
          seen.push(...page.nodes.map(({ slug }) => slug).filter((slug) => slug.startsWith('old-')));
          more = page.pageInfo[flag];
          cursor = page.pageInfo[end];
          if (round > 3) continue;
          // One before all others, one after them, and one in between.
          for (const number of [5 - round, 25 + round, 14]) await publish(`${size}-new-${round}-${number}`, number);
        }
        expect(seen.toSorted()).toEqual(DAYS.map((number) => `old-${number}`));
      }
    },
  );

  test('An empty page after the last post has no cursor, and says that posts precede it', async () => {
    const { pageInfo } = await read('first: 100');
    const beyond = await read(`first: 5, after: ${JSON.stringify(pageInfo.endCursor)}`);
    expect(beyond).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });
});
