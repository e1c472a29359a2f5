import { type Identity, systemClock, Visibility } from '@wizness/kernel';
import { MembershipHarness } from '../../test/support/membership-harness';
import { NotificationKind } from '../notification/notification.enums';
import type { News } from '../notification/news';

describe('The log of notifications', () => {
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

  test('Has an entry for each change, for the member alone, and continues behind a cursor', async () => {
    const LOG = `query ($after: Cursor) { notificationEvents(after: $after) {
      nodes { cursor notification { kind count } } pageInfo { endCursor }
    } }`;
    const log = async (identity: Identity, after?: string) => {
      const { data, errors } = await harness.query(LOG, { after }, identity);
      expect(errors).toBeUndefined();
      return data?.['notificationEvents'] as { nodes: { cursor: string; notification: object | null }[] };
    };
    await add();
    await add({ memberId: tom.memberId, actorId: lea.memberId });
    await add();
    const { nodes } = await log(lea);
    const now = { kind: 'REPLY', count: 2 };
    expect(nodes.map(({ notification }) => notification)).toEqual([now, now]);
    expect((await log(lea, nodes[0]?.cursor)).nodes).toEqual(nodes.slice(1));
    expect((await log(tom)).nodes).toHaveLength(1);
    expect((await log(zoe)).nodes).toEqual([]);
    await show(false);
    expect((await log(lea)).nodes.map(({ notification }) => notification)).toEqual([null, null]);
  });
});
