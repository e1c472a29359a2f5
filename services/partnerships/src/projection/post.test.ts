import { type Audience, ErasureMode, Role, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { partnerships, type PartnershipsContext } from '@wizness/partnerships';
import { eraseMember } from '../privacy/erase-member';
import { everyRow, handleEvent } from '../../test/support/on-database';
import { PUBLIC } from '../../test/support/recorder';
import { postConsumer } from './post.consumer';

const AUTHOR = memberIdentity('member_author');

describe('posts', () => {
  let open: OpenSubgraph<PartnershipsContext>;

  beforeAll(async () => {
    open = await openSubgraph(partnerships);
  });
  afterAll(() => open.close());

  const follow = (type: string, id: string, audience: Partial<Audience> = {}) =>
    handleEvent(open.url, postConsumer, {
      type,
      subject: id,
      payload: { kind: 'ARTICLE', revision: 1, ...PUBLIC, authorId: AUTHOR.memberId, ...audience },
    });
  const seen = async (ids: readonly string[], identity = AUTHOR): Promise<unknown[]> => {
    const { data, errors } = await open.query(
      'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Post { id facts { totalCount } } } }',
      { all: ids.map((id) => ({ __typename: 'Post', id })) },
      identity,
    );
    expect(errors).toBeUndefined();
    return data?.['_entities'] as unknown[];
  };
  const there = (id: string) => ({ id, facts: { totalCount: 0 } });
  const visitor = memberIdentity('member_other');

  test('follow what content tells of who may see them, whatever else it tells', async () => {
    const id = 'post_followed';
    const isOpen = async () => (await seen([id], visitor))[0] !== null;
    expect(await isOpen()).toBe(false);
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
      await follow(type, id, audience);
      expect([type, await isOpen()]).toEqual([type, expected]);
    }
    expect(await seen([id])).toEqual([null]);
    expect(postConsumer.types).not.toContain('TopicDefined');
  });

  test('are registered anew as often as wanted, and not where the transaction fails', async () => {
    const id = 'post_registered';
    const failing = open.context().inTransaction(async ({ posts }) => {
      await posts.register({ id, audience: PUBLIC });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await seen([id])).toEqual([null]);
    const { posts } = open.context();
    for (const published of [false, true]) await posts.register({ id, audience: { ...PUBLIC, published } });
    expect(await seen([id])).toEqual([there(id)]);
  });

  test.each([
    ['a member', AUTHOR, false],
    ['an editor', memberIdentity('member_editor', { roles: [Role.EDITOR] }), true],
  ] as const)(
    'cost %s one statement, however many; nobody but who sees every post sees the untold',
    async (_, who, untold) => {
      await follow('PostPublished', 'post_one');
      await follow('PostDrafted', 'post_two', { published: false });
      const ids = ['post_two', 'post_unknown', 'post_one', 'post_two'];
      const query = 'query ($all: [_Any!]!) { _entities(representations: $all) { ... on Post { id } } }';
      open.statements();
      const { data } = await open.query(query, { all: ids.map((id) => ({ __typename: 'Post', id })) }, who);
      expect(data?.['_entities']).toEqual(ids.map((id) => (id === 'post_unknown' && !untold ? null : { id })));
      expect(open.statements()).toHaveLength(1);
    },
  );

  test('name nobody who has left, however late content tells of their posts', async () => {
    const memberId = 'member_gone';
    await follow('PostPublished', 'post_late', { authorId: memberId });
    const mode = ErasureMode.DELETE_CONTENT;
    await handleEvent(open.url, eraseMember, { type: 'MemberErased', subject: memberId, payload: { mode } });
    await follow('PostUpdated', 'post_late', { authorId: memberId });
    expect(await seen(['post_late'], visitor)).toEqual([there('post_late')]);
    const rows = (await everyRow(open.url)).filter((row) => row.includes(memberId));
    expect(rows).toEqual([expect.stringMatching(/^erased_members /)]);
  });
});
