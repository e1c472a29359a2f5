import { type Identity, systemClock, Visibility } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { MUTATIONS } from '../../test/support/mutations';
import { NotificationKind } from './notification.enums';
import type { News } from './news';

const LIST = `query ($first: Int, $after: Cursor, $filter: NotificationFilter) { viewer {
  unreadNotificationCount
  notifications(first: $first, after: $after, filter: $filter) {
    totalCount pageInfo { hasNextPage }
    edges { cursor node { id kind count readAt occurredAt message(lang: "en") actors { handle } subject { __typename } } }
  } } }`;

interface Node {
  readonly id: string;
  readonly kind: string;
  readonly count: number;
  readonly readAt: string | null;
  readonly message: string;
  readonly actors: { handle: string }[];
  readonly subject: { __typename: string } | null;
}

describe('Notifications', () => {
  let harness: MembershipHarness;
  let lea: Identity & { memberId: string };
  let tom: Identity & { memberId: string };
  let zoe: Identity & { memberId: string };
  let postId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    lea = await harness.enrol('lea');
    tom = await harness.enrol('tom');
    zoe = await harness.enrol('zoe');
    postId = systemClock.newId('post');
    await show(true);
  });
  afterEach(() => harness.close());

  const show = (published: boolean, visibility = Visibility.PUBLIC) => {
    const audience = { published, visibility, authorId: tom.memberId, organisationId: null };
    return harness.context().inTransaction(({ knownPosts }) => knownPosts.putAll([{ id: postId, ...audience }]));
  };
  const newsOf = (news: Partial<News> = {}): News => ({
    memberId: lea.memberId,
    kind: NotificationKind.REPLY,
    cause: `reply ${systemClock.newId('comment')}`,
    actorId: tom.memberId,
    aboutId: postId,
    subjectId: systemClock.newId('comment'),
    postId,
    at: harness.clock.now(),
    ...news,
  });
  const add = (news: Partial<News> = {}) =>
    harness.context().inTransaction(({ notificationStore }) => notificationStore.addAll([newsOf(news)]));
  const retract = (cause: string) =>
    harness.context().inTransaction(({ notificationStore }) => notificationStore.retract(cause));
  const list = async (variables: object = {}, identity: Identity = lea) => {
    const { data, errors } = await harness.query(LIST, { ...variables }, identity);
    expect(errors).toBeUndefined();
    const viewer = data?.['viewer'] as {
      unreadNotificationCount: number;
      notifications: { totalCount: number; edges: { cursor: string; node: Node }[] };
    };
    const { edges, totalCount } = viewer.notifications;
    return { edges, nodes: edges.map(({ node }) => node), totalCount, unread: viewer.unreadNotificationCount };
  };

  test('One hundred deliveries of sixty events are one notification that counts sixty', async () => {
    const causes = Array.from({ length: 60 }, (_, index) => `reply comment_${index}`);
    const deliveries = Array.from({ length: 100 }, (_, index) => causes[index % 60]);
    for (const cause of deliveries) await add({ cause });
    expect((await list()).nodes).toMatchObject([{ kind: 'REPLY', count: 60, actors: [{ handle: 'tom' }] }]);
  });

  test('Causes that arrive at the same time are one notification', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => add({ cause: `reply comment_${index}` })));
    expect((await list()).nodes).toMatchObject([{ count: 8 }]);
  });

  test('A post with a thousand new ratings in a day gives its author one notification', async () => {
    await harness.context().inTransaction(async ({ notificationStore }) => {
      for (let index = 0; index < 1000; index += 1) {
        await notificationStore.addAll([newsOf({ kind: NotificationKind.RATING, cause: `rating rating_${index}` })]);
      }
    });
    expect((await list()).nodes).toMatchObject([{ kind: 'RATING', count: 1000, message: 'Tom rated your post.' }]);
  });

  test('News about something else, of another kind, after it was read, or after a day, is another notification', async () => {
    await add();
    await add({ aboutId: systemClock.newId('comment') });
    await add({ kind: NotificationKind.RATING });
    const { nodes } = await list();
    expect(nodes).toHaveLength(3);
    await harness.mutate('markNotificationsRead', { ids: nodes.map(({ id }) => id) }, lea);
    await add();
    harness.advance({ hours: 25 });
    await add();
    expect((await list({ filter: { unread: true } })).nodes).toMatchObject([{ count: 1 }, { count: 1 }]);
    expect((await list({ filter: { unread: false } })).totalCount).toBe(3);
  });

  test('Its sentence names up to two members, in the language that is asked for', async () => {
    const eva = await harness.enrol('eva');
    const message = async () => (await list()).nodes[0]?.message;
    await add();
    expect(await message()).toBe('Tom replied to your post.');
    harness.advance({ seconds: 1 });
    await add({ actorId: zoe.memberId });
    expect(await message()).toBe('Zoe and Tom replied to your post.');
    harness.advance({ seconds: 1 });
    await add({ actorId: eva.memberId });
    expect(await message()).toBe('Eva, Zoe and others replied to your post.');
    const french = '{ viewer { notifications { nodes { message } } } }';
    expect((await harness.query(french, {}, lea)).data?.['viewer']).toEqual({
      notifications: { nodes: [{ message: 'Eva, Zoe et d’autres membres ont répondu à votre publication.' }] },
    });
  });

  test('A cause that is undone no longer counts, and the last one takes the notification with it', async () => {
    await add({ cause: 'reply comment_1' });
    await add({ cause: 'reply comment_2', actorId: zoe.memberId });
    await retract('reply comment_2');
    expect((await list()).nodes).toMatchObject([{ count: 1, actors: [{ handle: 'tom' }] }]);
    await retract('reply comment_1');
    expect(await list()).toMatchObject({ nodes: [], unread: 0 });
  });

  test('Own acts, and acts of a muted or suspended member, are no news', async () => {
    await add({ actorId: lea.memberId });
    await harness.mutate('mute', { id: tom.memberId }, lea);
    await add();
    await harness.sql('UPDATE membership.members SET suspended = true WHERE id = $1', [zoe.memberId]);
    await add({ actorId: zoe.memberId });
    expect((await list()).nodes).toEqual([]);
    await harness.mutate('unmute', { id: tom.memberId }, lea);
    await add();
    expect((await list()).nodes).toHaveLength(1);
  });

  test('News about a muted post does not arrive', async () => {
    expect((await harness.mutate('mute', { id: postId }, lea)).target).toEqual({ __typename: 'Post', id: postId });
    await add();
    expect((await list()).nodes).toEqual([]);
  });

  test('Nobody is notified about a post that they may not see, and the list hides what they may no longer see', async () => {
    await add();
    await show(false);
    await add();
    expect(await list()).toMatchObject({ nodes: [], totalCount: 0, unread: 0 });
    await show(true, Visibility.ORGANISATION);
    expect((await list()).nodes).toEqual([]);
    await show(true, Visibility.MEMBERS);
    expect((await list()).nodes).toMatchObject([{ count: 1 }]);
  });

  test('A kind that is off in the list and by mail is not stored, and one that is only mailed is not listed', async () => {
    const kinds = (inApp: boolean, mail: boolean) => ({ kinds: [{ kind: 'REPLY', inApp, mail }] });
    await harness.mutate('updateNotificationSettings', kinds(false, false), lea);
    await add();
    await harness.mutate('updateNotificationSettings', kinds(false, true), lea);
    await add();
    expect(await list()).toMatchObject({ nodes: [], unread: 0 });
    expect(await harness.sql('SELECT 1 FROM membership.notifications')).toHaveLength(1);
  });

  test('Reading up to a cursor leaves what has arrived since unread', async () => {
    await add({ aboutId: 'post_1' });
    harness.advance({ seconds: 1 });
    await add({ aboutId: 'post_2' });
    const shown = (await list()).edges;
    harness.advance({ seconds: 1 });
    await add({ aboutId: 'post_3' });
    const { viewer } = await harness.mutate('markNotificationsRead', { upTo: shown[0]?.cursor }, lea);
    expect(viewer).toEqual({ unreadNotificationCount: 1 });
    expect((await list()).nodes.map(({ readAt }) => readAt === null)).toEqual([true, false, false]);
  });

  test('A cursor of another list is refused by the name of its field', async () => {
    const { errors } = await harness.query(MUTATIONS.markNotificationsRead, { input: { upTo: 'bm9uZQ' } }, lea);
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR', argument: ['input', 'upTo'] } }]);
  });

  test('A member cannot mark the notifications of another member as read', async () => {
    await add();
    const [node] = (await list()).nodes;
    await harness.mutate('markNotificationsRead', { ids: [node?.id] }, tom);
    expect((await list()).unread).toBe(1);
  });

  test.each([
    [{}, 'REQUIRED', null],
    [{ ids: Array.from({ length: 101 }, () => 'notification_1') }, 'TOO_LONG', ['ids']],
  ])('Marking %j as read is refused', async (input, code, field) => {
    expect((await harness.mutate('markNotificationsRead', input, lea)).userErrors).toMatchObject([{ code, field }]);
  });

  test('The count of unread notifications ends at one hundred', async () => {
    for (let index = 0; index < 101; index += 1) await add({ aboutId: `post_${index}` });
    expect((await list({ first: 1 })).unread).toBe(100);
  });

  test('A follow is news for the followed member until it is undone, and toggling it gives nothing twice', async () => {
    const follow = { id: lea.memberId };
    for (let time = 0; time < 3; time += 1) {
      await harness.mutate('follow', follow, tom);
      if (time < 2) await harness.mutate('unfollow', follow, tom);
    }
    await harness.mutate('follow', follow, zoe);
    expect((await list()).nodes).toMatchObject([{ kind: 'FOLLOW', count: 2, subject: { __typename: 'Member' } }]);
    await harness.mutate('unfollow', follow, tom);
    expect((await list()).nodes).toMatchObject([{ count: 1, message: 'Zoe follows you.' }]);
  });

  test('The acts of an erased member no longer count', async () => {
    await add({ cause: 'reply comment_1' });
    await add({ cause: 'reply comment_2', actorId: zoe.memberId });
    await harness.sql('DELETE FROM membership.accounts WHERE member_id = $1', [zoe.memberId]);
    await harness.mutate('eraseAccount', { password: '' }, zoe);
    expect((await list()).nodes).toMatchObject([{ count: 1, actors: [{ handle: 'tom' }] }]);
  });

  test('An API key reads notifications only with PROFILE_READ', async () => {
    await add();
    const key = { ...lea, apiKeyId: 'apikey_1', scopes: ['POSTS_READ'] };
    expect(await list({}, key)).toMatchObject({ nodes: [], totalCount: 0, unread: 0 });
    expect(await list({}, { ...key, scopes: ['PROFILE_READ', 'POSTS_READ'] })).toMatchObject({ totalCount: 1 });
    expect(await harness.errorCodeOf('markNotificationsRead', { ids: [] }, key)).toBe('FORBIDDEN');
  });

  test('A page of notifications with their members needs as many statements as one notification', async () => {
    const statements = async () => {
      harness.running.statements();
      await list();
      return harness.running.statements().length;
    };
    await add();
    const one = await statements();
    for (let index = 0; index < 15; index += 1) await add({ aboutId: `post_${index}`, actorId: zoe.memberId });
    expect(await statements()).toBe(one);
  });
});
