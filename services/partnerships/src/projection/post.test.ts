import { type Audience, ErasureMode, Role, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { eraseMember } from '../privacy/erase-member';
import { everyRow, handleEvent } from '../../test/support/on-database';
import { PUBLIC } from '../../test/support/recorder';
import { postConsumer } from './post.consumer';

const AUTHOR = memberIdentity('member_author');

describe('Post audiences', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const handlePostEvent = (type: string, id: string, audience: Partial<Audience> = {}) =>
    handleEvent(open.url, postConsumer, {
      type,
      subject: id,
      payload: { kind: 'ARTICLE', revision: 1, ...PUBLIC, authorId: AUTHOR.memberId, ...audience },
    });
  const readPosts = async (ids: readonly string[], identity = AUTHOR): Promise<unknown[]> => {
    const { data, errors } = await open.query(
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Post { id facts { totalCount } } } }',
      { all: ids.map((id) => ({ __typename: 'Post', id })) },
      identity,
    );
    expect(errors).toBeUndefined();
    return data?.['_entities'] as unknown[];
  };
  const visiblePost = (id: string) => ({ id, facts: { totalCount: 0 } });
  const OTHER_MEMBER = memberIdentity('member_other');

  test('The audience of a post follows every event of content about it', async () => {
    const id = 'post_followed';
    const isVisible = async () => (await readPosts([id], OTHER_MEMBER))[0] !== null;
    expect(await isVisible()).toBe(false);
    for (const [type, audience, expected] of [
      ['PostDrafted', { published: false }, false],
      ['PostPublished', {}, true],
      ['PostPublished', {}, true],
      ['PostUpdated', { visibility: Visibility.ORGANISATION, organisationId: 'org_1' }, false],
      ['PostUpdated', { visibility: Visibility.MEMBERS }, true],
      ['PostUnpublished', { published: false }, false],
      ['PostPublished', {}, true],
      ['PostRemoved', {}, false],
      ['PostRemoved', {}, false],
    ] as const) {
      await handlePostEvent(type, id, audience);
      expect([type, await isVisible()]).toEqual([type, expected]);
    }
    expect(await readPosts([id])).toEqual([null]);
    expect(postConsumer.types).not.toContain('TopicDefined');
  });

  test('A post can be registered repeatedly, and is not stored if the transaction fails', async () => {
    const id = 'post_registered';
    const failing = open.context().inTransaction(async ({ posts }) => {
      await posts.register({ id, audience: PUBLIC });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await readPosts([id])).toEqual([null]);
    const { posts } = open.context();
    for (const published of [false, true]) await posts.register({ id, audience: { ...PUBLIC, published } });
    expect(await readPosts([id])).toEqual([visiblePost(id)]);
  });

  test.each([
    ['a member', AUTHOR, false],
    ['an editor', memberIdentity('member_editor', { roles: [Role.EDITOR] }), true],
  ] as const)(
    'Loading posts takes one statement for %s, and a post with no known audience is visible only to those who see every post',
    async (_, identity, seesUnknown) => {
      await handlePostEvent('PostPublished', 'post_one');
      await handlePostEvent('PostDrafted', 'post_two', { published: false });
      const ids = ['post_two', 'post_unknown', 'post_one', 'post_two'];
      const query = 'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Post { id } } }';
      open.statements();
      const { data } = await open.query(query, { all: ids.map((id) => ({ __typename: 'Post', id })) }, identity);
      expect(data?.['_entities']).toEqual(ids.map((id) => (id === 'post_unknown' && !seesUnknown ? null : { id })));
      expect(open.statements()).toHaveLength(1);
    },
  );

  test('An erased member is never stored as an author, even by a later event about the post', async () => {
    const memberId = 'member_gone';
    await handlePostEvent('PostPublished', 'post_late', { authorId: memberId });
    const mode = ErasureMode.DELETE_CONTENT;
    await handleEvent(open.url, eraseMember, { type: 'MemberErased', subject: memberId, payload: { mode } });
    await handlePostEvent('PostUpdated', 'post_late', { authorId: memberId });
    expect(await readPosts(['post_late'], OTHER_MEMBER)).toEqual([visiblePost('post_late')]);
    const rows = (await everyRow(open.url)).filter((row) => row.includes(memberId));
    expect(rows).toEqual([expect.stringMatching(/^erased_members /)]);
  });
});
