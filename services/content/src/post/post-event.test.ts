import { content, type ContentContext, PostState } from '@wizness/content';
import { Visibility } from '@wizness/kernel';
import { type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const { DRAFT, PUBLISHED, UNPUBLISHED, DELETED } = PostState;

describe('The event log of posts', () => {
  let open: OpenSubgraph<ContentContext>;

  beforeAll(async () => {
    open = await openSubgraph(content);
  });
  afterAll(() => open.close());

  const eventsOf = async (postId: string) =>
    (await open.events.read(0, 1000)).filter(({ subject }) => subject === postId);

  test.each<[string, readonly PostState[], string]>([
    ['a post that is published twice', [PUBLISHED, PUBLISHED], 'PostPublished PostUpdated'],
    ['a draft that is published', [DRAFT, DRAFT, PUBLISHED], 'PostDrafted PostDrafted PostPublished'],
    ['a post that is withdrawn', [PUBLISHED, UNPUBLISHED, DRAFT], 'PostPublished PostUnpublished PostDrafted'],
    ['a post that becomes a draft again', [PUBLISHED, DRAFT, PUBLISHED], 'PostPublished PostUnpublished PostPublished'],
    ['a post that is removed', [PUBLISHED, DELETED, PUBLISHED], 'PostPublished PostRemoved PostPublished'],
    ['a draft that is removed', [DRAFT, DELETED], 'PostDrafted PostRemoved'],
  ])('Has the events of %s', async (name, states, types) => {
    const slug = name.replaceAll(' ', '-');
    let postId = '';
    for (const [index, state] of states.entries()) {
      const { post } = await autocommit(open.context()).posts.publish(
        news(slug, { state, summary: `Version ${index}` }),
      );
      postId = post.id;
    }
    expect((await eventsOf(postId)).map(({ type }) => type).join(' ')).toBe(types);
  });

  test('States kind, revision, audience and topics, but no text', async () => {
    const authorId = idOf('member', 1);
    const writtenForId = idOf('org', 1);
    const post = news('logged', { authorId, writtenForId, byline: 'Ada', visibility: Visibility.ORGANISATION });
    const { post: published } = await autocommit(open.context()).posts.publish(post);
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
    expect(Object.keys((await eventsOf(published.id))[0]?.payload ?? {})).toHaveLength(7);
  });

  test('Does not block other writers during a long transaction, and shows its events after the commit', async () => {
    const one = await open.context().inTransaction(async ({ stores }) => {
      const { post } = await stores.posts.publish(news('in-a-long-one'));
      const { post: meanwhile } = await autocommit(open.context()).posts.publish(news('meanwhile'));
      expect(await eventsOf(meanwhile.id)).toHaveLength(1);
      // The post that the other transaction has just written: neither transaction waits for the other.
      await stores.posts.publish(news('meanwhile', { summary: 'Changed' }));
      expect(await eventsOf(post.id)).toEqual([]);
      return { post, meanwhile };
    });
    expect(await eventsOf(one.post.id)).toHaveLength(1);
    expect((await eventsOf(one.meanwhile.id)).map(({ type }) => type)).toEqual(['PostPublished', 'PostUpdated']);
  });

  test('Has no event if nothing has changed or the transaction is rolled back', async () => {
    const { posts } = autocommit(open.context());
    const { post } = await posts.publish(news('quiet'));
    await posts.publish(news('quiet', { reason: 'Again' }));
    await expect(posts.publish(news('quiet', { topicSlugs: ['nowhere'] }))).rejects.toThrow(/no topic/);
    const failing = open.context().inTransaction(async ({ stores }) => {
      await stores.posts.publish(news('quiet', { summary: 'Other' }));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await eventsOf(post.id)).toHaveLength(1);
  });
});
