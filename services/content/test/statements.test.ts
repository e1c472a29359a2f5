import { content, type ContentContext, type NewPost, PostKind, TextFormat } from '@wizness/content';
import { FuzzyDate, type Transactional } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf, news, publishAll } from './support/samples';

const PAGE = `query ($slug: String!) { post(slug: $slug) {
  title lang url summary body { html links { url } } author { id } writtenFor { id } viewerCanUpdate commentCount
  topics { slug label broader { slug } related { slug } postCount }
  mentions { surface start end target { __typename } }
  details { ... on ArticleDetails { reportsOn { title details { ... on EventDetails {
    theme series { name events { nodes { slug } } } organisers { id } speakers { name person { id } organisation { id } } reports { nodes { slug } totalCount }
  } } } } }
  revisions { nodes { number } }
  comments(first: 100) { totalCount nodes { author { id } body { html } post { slug } replies(first: 100) { totalCount nodes {
    author { id } body { html } parent { id } replies { nodes { id } } } } } }
} }`;

const FRONT_PAGE = `query ($first: Int!) { posts(first: $first) { nodes {
  slug title url author { id } topics { slug } mentions { surface } details { __typename } comments(first: 1) { nodes { id } } revisions(first: 1) { totalCount }
} totalCount } }`;

/** Publishes an article on an event, with `size` items in each of its lists. */
const publishArticle = (context: Transactional<ContentContext>, slug: string, size: number) =>
  context.inTransaction(async ({ stores: { posts, topics, series, comments } }) => {
    const numbers = Array.from({ length: size }, (_, index) => index);
    const text = { lang: 'en', body: { source: 'Renault '.repeat(size), format: TextFormat.MARKDOWN } };
    const defined = await topics.define(
      numbers.map((number) => ({
        slug: `${slug}-${number}`,
        labels: { en: 'Topic' },
        broader: number > 0 ? [`${slug}-0`] : [],
      })),
    );
    const topicSlugs = defined.map((topic) => topic.slug);
    const { id: seriesId } = await series.define({ name: slug });
    const speakers = numbers.map((number) => ({
      position: number + 1,
      name: 'Claire',
      personId: idOf('person', number),
    }));
    const organiserIds = numbers.map((number) => idOf('org', number));
    const event = await posts.publish({
      kind: PostKind.EVENT,
      slug: `${slug}-event`,
      title: 'Event',
      ...text,
      details: { seriesId, when: FuzzyDate.unknown(), organiserIds, speakers },
    });
    const mentions = numbers.map((number) => {
      const start = number * 'Renault '.length;
      return { targetId: idOf('org', number), surface: 'Renault', start, end: start + 'Renault'.length };
    });
    const article = { kind: PostKind.ARTICLE, slug, title: 'Article', ...text, topicSlugs, mentions } as const;
    const { post } = await posts.publish({ ...article, details: { reportsOnId: event.post.id } });
    const first = await comments.add({ postId: post.id, authorId: null, body: 'Comment' });
    for (const number of numbers) {
      const authorId = idOf('member', number);
      await comments.add({ postId: post.id, authorId, body: 'Comment' });
      const reply = await comments.add({ postId: post.id, parentId: first.id, authorId, body: 'Reply' });
      await comments.add({ postId: post.id, parentId: reply.id, authorId, body: 'Reply to a reply' });
    }
  });

describe('The number of SQL statements', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    await publishArticle(open.context(), 'small', 1);
    await publishArticle(open.context(), 'large', 50);
  });
  afterAll(() => open.close());

  const cost = async (query: string, variables: Record<string, unknown>) => {
    open.statements();
    const { data, errors } = await open.query(query, variables);
    expect(errors).toBeUndefined();
    return { data, statements: open.statements() };
  };

  test('Is the same for an article page with 50 items in each list as with 1', async () => {
    const small = await cost(PAGE, { slug: 'small' });
    const large = await cost(PAGE, { slug: 'large' });
    expect(large.data).toMatchObject({
      post: { commentCount: 151, mentions: { length: 50 }, topics: { length: 50 }, comments: { totalCount: 51 } },
    });
    expect(large.statements).toHaveLength(small.statements.length);
    expect(small.statements.length).toBeLessThanOrEqual(26);
  });

  test('Is the same for a front page with 100 posts as with 20', async () => {
    const kinds: readonly ((slug: string) => NewPost)[] = [
      (slug) => news(slug),
      (slug) => ({ ...news(slug), kind: PostKind.CHALLENGE, details: { question: '?' } }),
      (slug) => ({ ...news(slug), kind: PostKind.GOOD_PRACTICE, details: {} }),
      (slug) => ({ ...news(slug), kind: PostKind.EVENT, details: { when: FuzzyDate.unknown() } }),
      (slug) => ({ ...news(slug), kind: PostKind.ARTICLE, details: {} }),
    ];
    const posts = Array.from({ length: 22 }, (_, round) =>
      kinds.map((make, index) => make(`post-${round * kinds.length + index}`)),
    ).flat();
    await publishAll(open.context(), posts);
    const twenty = await cost(FRONT_PAGE, { first: 20 });
    const hundred = await cost(FRONT_PAGE, { first: 100 });
    expect(hundred.data).toMatchObject({ posts: { nodes: { length: 100 }, totalCount: 114 } });
    expect(hundred.statements).toHaveLength(twenty.statements.length);
  });
});
