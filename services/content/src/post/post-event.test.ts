import { content, type ContentContext, PostStatus } from '@wizness/content';
import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { idOf, news } from '../../test/support/samples';

const { DRAFT, PUBLISHED, UNPUBLISHED, REMOVED } = PostStatus;

describe('the log of posts', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const eventsOf = async (postId: string) =>
    (await open.events.read(0, 1000)).filter(({ subject }) => subject === postId);

  test.each<[string, readonly PostStatus[], string]>([
    ['a post', [PUBLISHED, PUBLISHED], 'PostPublished PostUpdated'],
    ['a draft', [DRAFT, DRAFT, PUBLISHED], 'PostDrafted PostDrafted PostPublished'],
    ['a post taken back', [PUBLISHED, UNPUBLISHED, DRAFT], 'PostPublished PostUnpublished PostDrafted'],
    ['a post that is a draft again', [PUBLISHED, DRAFT, PUBLISHED], 'PostPublished PostUnpublished PostPublished'],
    ['a post taken away', [PUBLISHED, REMOVED, PUBLISHED], 'PostPublished PostRemoved PostPublished'],
    ['a draft taken away', [DRAFT, REMOVED], 'PostDrafted PostRemoved'],
  ])('tells of %s', async (name, statuses, types) => {
    const slug = name.replaceAll(' ', '-');
    let postId = '';
    for (const [index, status] of statuses.entries()) {
      const { post } = await open.context().posts.publish(news(slug, { status, summary: `Version ${index}` }));
      postId = post.id;
    }
    expect((await eventsOf(postId)).map(({ type }) => type).join(' ')).toBe(types);
  });

  test('gives what others have to know, and nobody’s words', async () => {
    const authorId = idOf('member', 1);
    const writtenForId = idOf('org', 1);
    const post = news('told', { authorId, writtenForId, byline: 'Ada', visibility: Visibility.ORGANISATION });
    const { post: published } = await open.context().posts.publish(post);
    expect(await eventsOf(published.id)).toMatchObject([
      {
        type: 'PostPublished',
        payload: {
          kind: 'NEWS',
          revision: 1,
          published: true,
          visibility: 'ORGANISATION',
          authorId,
          organisationId: writtenForId,
        },
      },
    ]);
    expect(Object.keys((await eventsOf(published.id))[0]?.payload ?? {})).toHaveLength(6);
  });

  test('keeps nobody waiting for a long transaction, and tells of what that wrote when it is over', async () => {
    const one = await open.context().inTransaction(async (inside) => {
      const { post } = await inside.posts.publish(news('in-a-long-one'));
      const { post: meanwhile } = await open.context().posts.publish(news('meanwhile'));
      expect(await eventsOf(meanwhile.id)).toHaveLength(1);
      // The same post as the other has just written: neither waits for the other.
      await inside.posts.publish(news('meanwhile', { summary: 'Changed' }));
      expect(await eventsOf(post.id)).toEqual([]);
      return { post, meanwhile };
    });
    expect(await eventsOf(one.post.id)).toHaveLength(1);
    expect((await eventsOf(one.meanwhile.id)).map(({ type }) => type)).toEqual(['PostPublished', 'PostUpdated']);
  });

  test('says nothing where nothing changed, or nothing was written', async () => {
    const { posts } = open.context();
    const { post } = await posts.publish(news('quiet'));
    await posts.publish(news('quiet', { reason: 'Again' }));
    await expect(posts.publish(news('quiet', { topicSlugs: ['nowhere'] }))).rejects.toThrow(/no topic/);
    const failing = open.context().inTransaction(async (context) => {
      await context.posts.publish(news('quiet', { summary: 'Other' }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await eventsOf(post.id)).toHaveLength(1);
  });
});
