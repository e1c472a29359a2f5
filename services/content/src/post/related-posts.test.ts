import { content, type ContentContext, PostState, TextFormat } from '@wizness/content';
import { type Identity, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news, publishAll } from '../../test/support/samples';

const [ADA, BOB] = [idOf('member', 1), idOf('member', 2)];
const ORGANISATION = idOf('org', 1);

const body = { source: 'Renault.', format: TextFormat.PLAIN };
const about = { body, mentions: [{ targetId: ORGANISATION, surface: 'Renault', start: 0, end: 7 }] };

describe('The posts that are related to a post', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
    const context = open.context();
    const topics = ['rare', 'common', 'alone', 'ada', 'linked'].map((slug) => ({ slug, labels: { en: slug } }));
    await autocommit(context).topics.define(topics);
    await publishAll(context, [
      news('both', { ...about, topicSlugs: ['rare', 'common'] }),
      news('by-topic', { topicSlugs: ['rare'], lang: 'en' }),
      news('by-topic-fr', { topicSlugs: ['rare'], lang: 'fr' }),
      news('draft', { ...about, authorId: ADA, state: PostState.DRAFT }),
      news('inside', { ...about, visibility: Visibility.MEMBERS }),
      ...[1, 2, 3, 4, 5].map((number) => news(`other-${number}`, { topicSlugs: ['common'], authorId: BOB })),
      news('unrelated', { topicSlugs: ['alone'] }),
      news('first', { ...about, topicSlugs: ['rare', 'common'] }),
      ...[1, 2, 3].map((number) => news(`by-ada-${number}`, { topicSlugs: ['ada'], authorId: ADA })),
      news('of-ada', { topicSlugs: ['ada'] }),
      news('target', { topicSlugs: ['linked'] }),
      news('links', {
        topicSlugs: ['linked'],
        body: { source: 'As [before](http://127.0.0.1:4000/posts/target).', format: TextFormat.MARKDOWN },
      }),
    ]);
  });
  afterAll(() => open.close());

  const related = async (slug: string, { first = 5, identity }: { first?: number; identity?: Identity } = {}) => {
    const query = `{ post(slug: "${slug}") { relatedPosts(first: ${first}) { slug } } }`;
    const { data, errors } = await open.query(query, {}, identity);
    if (errors) throw errors[0];
    return (data?.['post'] as { relatedPosts: { slug: string }[] }).relatedPosts.map((post) => post.slug);
  };

  test('Are those that share the most, and among equals those in its language and the newest', async () => {
    expect(await related('first')).toEqual(['both', 'by-topic', 'by-topic-fr', 'other-5', 'other-4']);
    expect(await related('first', { first: 1 })).toEqual(['both']);
    expect(await related('unrelated')).toEqual([]);
  });

  test('Are no more than two of one author', async () => {
    expect(await related('of-ada')).toEqual(['by-ada-3', 'by-ada-2']);
  });

  test('Do not include one that the post links to', async () => {
    expect(await related('links')).toEqual([]);
    expect(await related('target')).toEqual(['links']);
  });

  test('Are those that the caller may see', async () => {
    expect(await related('both')).not.toContain('inside');
    expect(await related('both', { identity: memberIdentity(ADA) })).toContain('inside');
    expect(await related('both', { first: 20, identity: memberIdentity(ADA) })).not.toContain('draft');
  });

  test.each([-1, 21])('Are refused in the number %i', async (first) => {
    await expect(related('first', { first })).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('Of many posts are found with the same number of statements as those of one', async () => {
    const count = async (args: string) => {
      open.statements();
      const { errors } = await open.query(`{ posts${args} { nodes { relatedPosts { slug } } } }`);
      expect(errors).toBeUndefined();
      return open.statements().length;
    };
    expect(await count('(first: 10)')).toBe(await count('(first: 2)'));
  });
});
