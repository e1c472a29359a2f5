import { content, type ContentContext, PostState } from '@wizness/content';
import { anonymous, deleteExpiredEvents, type Identity, Role, Visibility } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { autocommit } from '../../test/support/autocommit';
import { idOf, news } from '../../test/support/samples';

const { DRAFT, PUBLISHED, UNPUBLISHED, DELETED } = PostState;
const MEMBER = memberIdentity(idOf('member', 9));

interface Log {
  readonly nodes: readonly {
    readonly id: string;
    readonly cursor: string;
    readonly type: string;
    readonly revision: number;
    readonly postId: string;
    readonly post: { readonly slug: string } | null;
  }[];
  readonly pageInfo: { readonly endCursor: string; readonly startCursor: string | null; readonly hasNextPage: boolean };
}

const QUERY = `query ($first: Int, $after: Cursor, $filter: PostFilter, $types: [PostEventType!]) {
  postEvents(first: $first, after: $after, filter: $filter, types: $types) {
    nodes { id cursor type revision postId post { slug } }
    pageInfo { endCursor startCursor hasNextPage }
  }
}`;

describe('The post log', () => {
  let open: OpenSubgraph<ContentContext>;
  const slugs = new Map<string, string>();

  beforeEach(async () => {
    open = await openSubgraph(content);
  });
  afterEach(() => open.close());

  /** Publishes one version of a post after the other, each with its state. Returns the id. */
  const publish = async (slug: string, states: readonly PostState[], more: Parameters<typeof news>[1] = {}) => {
    let postId = '';
    for (const [index, state] of states.entries()) {
      const version = news(slug, { summary: `Version ${index}`, ...more, state });
      postId = (await autocommit(open.context()).posts.publish(version)).post.id;
    }
    slugs.set(postId, slug);
    return postId;
  };
  const run = (variables: object, identity: Identity) => open.query(QUERY, { ...variables }, identity);
  const read = async (variables: object = {}, identity: Identity = anonymous): Promise<Log> => {
    const { data, errors } = await run(variables, identity);
    expect(errors).toBeUndefined();
    return data?.['postEvents'] as Log;
  };
  const short = ({ nodes }: Log) =>
    nodes.map(({ type, postId, post }) => `${type} ${slugs.get(postId)}${post ? '' : ' -'}`);
  const extensionsOf = async (variables: object) => (await run(variables, anonymous)).errors?.[0]?.extensions;

  test('Has an entry for each publication, change, withdrawal and removal, in order, with the post as it is now', async () => {
    await publish('one', [DRAFT, PUBLISHED, PUBLISHED]);
    await publish('two', [PUBLISHED, UNPUBLISHED]);
    await publish('three', [PUBLISHED, DELETED]);
    const log = await read();
    expect(short(log)).toEqual([
      'PUBLISHED one',
      'UPDATED one',
      'PUBLISHED two -',
      'UNPUBLISHED two -',
      'PUBLISHED three -',
      'REMOVED three -',
    ]);
    expect(log.nodes.map(({ revision }) => revision)).toEqual([2, 3, 1, 2, 1, 2]);
    expect(log.nodes[0]).toMatchObject({ id: 'postevent_2', cursor: 'content.0000000000000002' });
    expect(log.pageInfo).toMatchObject({ hasNextPage: false, endCursor: 'content.0000000000000007' });
  });

  test('Does not name a post that the caller was never able to read', async () => {
    await publish('draft', [DRAFT, DELETED]);
    await publish('for-members', [PUBLISHED], { visibility: Visibility.MEMBERS });
    await publish('for-colleagues', [PUBLISHED, DELETED], {
      visibility: Visibility.ORGANISATION,
      writtenForId: idOf('org', 1),
    });
    expect(short(await read())).toEqual([]);
    expect(short(await read({}, MEMBER))).toEqual(['PUBLISHED for-members']);
    const colleague = memberIdentity(idOf('member', 9), { organisationId: idOf('org', 1) });
    expect(short(await read({}, colleague))).toEqual([
      'PUBLISHED for-members',
      'PUBLISHED for-colleagues -',
      'REMOVED for-colleagues -',
    ]);
    expect(short(await read({}, memberIdentity(idOf('member', 8), { roles: [Role.EDITOR] })))).toHaveLength(3);
  });

  test('Returns each entry once to a program that polls with a filter, whatever the page size, also while posts are written', async () => {
    await autocommit(open.context()).topics.define([{ slug: 'work', labels: { en: 'Work' } }]);
    const expected: string[] = [];
    const collected: string[] = [];
    let after: string | null = null;
    const sizes = fc.sample(fc.integer({ min: 1, max: 4 }), { numRuns: 12, seed: 7 });
    for (const [index, size] of sizes.entries()) {
      await publish(`work-${index}`, [PUBLISHED], { topicSlugs: ['work'] });
      await publish(`other-${index}`, [PUBLISHED]);
      expected.push(`PUBLISHED work-${index}`);
      const log: Log = await read({ first: size, after, filter: { topicSlugs: ['work'] } });
      collected.push(...short(log));
      after = log.pageInfo.endCursor;
    }
    for (let hasNextPage = true; hasNextPage; ) {
      const log: Log = await read({ first: 3, after, filter: { topicSlugs: ['work'] } });
      collected.push(...short(log));
      ({ endCursor: after, hasNextPage } = log.pageInfo);
    }
    expect(collected).toEqual(expected);
  });

  test('Moves the cursor past entries that do not match, and repeats it on an empty page', async () => {
    await publish('one', [PUBLISHED, PUBLISHED]);
    const { nodes, pageInfo } = await read({ types: ['REMOVED'] });
    expect(nodes).toEqual([]);
    expect(pageInfo).toEqual({ startCursor: null, endCursor: 'content.0000000000000002', hasNextPage: false });
    expect((await read({ after: pageInfo.endCursor })).pageInfo.endCursor).toBe(pageInfo.endCursor);
    expect((await read({ first: 0 })).pageInfo).toMatchObject({
      endCursor: 'content.0000000000000000',
      hasNextPage: true,
    });
  });

  test('Takes three statements with a filter, however many entries there are', async () => {
    for (let number = 0; number < 30; number += 1) await publish(`post-${number}`, [PUBLISHED]);
    open.statements();
    expect((await read({ first: 100, filter: { kinds: ['NEWS'] } })).nodes).toHaveLength(30);
    expect(open.statements()).toHaveLength(3);
  });

  test('Refuses a cursor of another log, one behind its end, and a damaged one, and says how to continue', async () => {
    await publish('one', [PUBLISHED]);
    for (const after of [
      'membership.0000000000000001',
      'content.0000000000000009',
      'content.1',
      'content.-000000000000001',
      '',
    ]) {
      expect(await extensionsOf({ after })).toMatchObject({ code: 'INVALID_CURSOR', argument: ['after'] });
    }
    expect(await extensionsOf({ first: 101 })).toMatchObject({ code: 'BAD_USER_INPUT', argument: ['first'] });
    expect(await extensionsOf({ filter: { topicSlugs: ['wrk'] } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('Refuses a cursor that is older than the log keeps events, with the oldest one, which then works', async () => {
    await publish('one', [PUBLISHED, PUBLISHED, PUBLISHED]);
    const db = await new DataSource({ type: 'postgres', url: open.url, schema: 'content' }).initialize();
    await db.query('SET search_path TO content');
    await db.query("UPDATE events SET appended_at = '2020-01-01' WHERE position <= 2");
    await deleteExpiredEvents(db.manager, new Date('2021-01-01'));
    await db.destroy();
    expect(await extensionsOf({ after: 'content.0000000000000001' })).toMatchObject({
      code: 'CURSOR_EXPIRED',
      oldest: 'content.0000000000000002',
    });
    expect((await read({ after: 'content.0000000000000002' })).nodes).toHaveLength(1);
    expect((await read()).nodes).toHaveLength(1);
  });
});
