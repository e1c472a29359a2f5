import { content, type ContentContext } from '@wizness/content';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';
import { TextFormat } from '@wizness/content';

const SLUGS = ['one', 'two'];
const ORGANISATION = idOf('org', 1);
const body = { source: 'Renault met.', format: TextFormat.PLAIN };
const mention = { targetId: ORGANISATION, surface: 'Renault', start: 0, end: 7 };

const change = fc.record({
  post: fc.nat(5),
  day: fc.integer({ min: 1, max: 9 }),
  topicSlugs: fc.subarray(SLUGS),
  isMentioned: fc.boolean(),
});

describe('Posts of a topic and posts about a thing', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await autocommit(open.context()).topics.define(SLUGS.map((slug) => ({ slug, labels: { en: slug } })));
  });
  afterAll(() => open.close());

  const read = async (filter: string, orderBy: string): Promise<{ slugs: string[]; count: number }> => {
    const slugs: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data, errors } = await open.query(
        `query ($after: Cursor) { posts(first: 2, after: $after, orderBy: ${orderBy}, filter: ${filter}) {
          nodes { slug } totalCount pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(errors).toBeUndefined();
      const page = data?.['posts'] as {
        nodes: { slug: string }[];
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      slugs.push(...page.nodes.map(({ slug }) => slug));
      if (!page.pageInfo.hasNextPage) return { slugs, count: page.totalCount };
      after = page.pageInfo.endCursor;
    }
  };

  test('are in the order of their dates after any change of posts, as without the dates of links', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        for (const { post, day, topicSlugs, isMentioned } of changes) {
          await autocommit(open.context()).posts.publish(
            news(`post-${post}`, {
              publishedAt: new Date(Date.UTC(2025, 0, day)),
              topicSlugs,
              body,
              mentions: isMentioned ? [mention] : [],
            }),
          );
        }
        for (const orderBy of ['NEWEST', 'OLDEST']) {
          for (const condition of ['topicSlugs: ["one"]', `mentionsIds: ["${ORGANISATION}"]`]) {
            // A condition in `and` is tried on every post.
            expect(await read(`{ ${condition} }`, orderBy)).toEqual(await read(`{ and: [{ ${condition} }] }`, orderBy));
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});
