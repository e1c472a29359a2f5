import {
  type Connection,
  fetchPage,
  groupedByKey,
  idPrefix,
  type Identity,
  isAllowed,
  type Order,
  Connection as PageOfItems,
  readPage,
} from '@wizness/kernel';
import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { Member } from '../member/member.entity';
import type { MemberLoaders } from '../member/member.loader';
import { readMutes } from '../mute/mute.loader';
import { KnownPost } from '../projection/known-post.entity';
import { knownPostVisibleTo } from '../projection/known-post.store';
import { Notification } from './notification.entity';
import { notificationMessage } from './notification-texts';
import type { NotificationsArguments } from './notification.types';
import { DEFAULT_SETTINGS, readSettings } from './settings.store';

export const NEWEST_NOTIFICATION_FIRST: Order = {
  name: 'notifications',
  direction: 'DESC',
  keys: [
    { sql: 'notification.occurredAt', type: 'timestamptz' },
    { sql: 'notification.id', type: 'text' },
  ],
};

const MAX_UNREAD = 100;
const MAX_ACTORS = 3;

/** The notifications in the list of the caller: not about posts that they may no longer see. */
export const listedNotifications = (db: EntityManager, identity: Identity): SelectQueryBuilder<Notification> => {
  const { sql, parameters } = knownPostVisibleTo(identity);
  const visible = db
    .createQueryBuilder(KnownPost, 'post')
    .select('1')
    .where('post.id = notification.postId')
    .andWhere(sql);
  return db
    .createQueryBuilder(Notification, 'notification')
    .where('notification.memberId = :memberId AND notification.inApp', { memberId: identity.memberId })
    .andWhere(`(notification.postId IS NULL OR EXISTS (${visible.getQuery()}))`, parameters);
};

const NO_PAGE = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

export const createNotificationLoaders = (db: EntityManager, identity: Identity) => ({
  /** Empty for an API key without PROFILE_READ. Throws BAD_USER_INPUT or INVALID_CURSOR for invalid arguments. */
  notifications: async ({ filter, ...args }: NotificationsArguments): Promise<Connection<Notification>> => {
    const page = readPage(args, NEWEST_NOTIFICATION_FIRST);
    if (!isAllowed(identity, 'READ_PROFILE')) return new PageOfItems<Notification>([], NO_PAGE, async () => 0);
    const query = listedNotifications(db, identity);
    if (filter?.kinds) query.andWhere('notification.kind = ANY(:kinds)', { kinds: filter.kinds });
    if (filter?.unread != null) query.andWhere(`notification.readAt IS ${filter.unread ? '' : 'NOT '}NULL`);
    return fetchPage(query, NEWEST_NOTIFICATION_FIRST, page);
  },
  /** At most 100; 0 for an API key without PROFILE_READ. */
  unreadNotificationCount: async (): Promise<number> => {
    if (!isAllowed(identity, 'READ_PROFILE')) return 0;
    const unread = listedNotifications(db, identity)
      .andWhere('notification.readAt IS NULL')
      .select('notification.id', 'id')
      .limit(MAX_UNREAD);
    return (await unread.getRawMany()).length;
  },
  /** The defaults for an API key without PROFILE_READ. */
  settings: async () =>
    isAllowed(identity, 'READ_PROFILE') ? readSettings(db, identity.memberId ?? '') : DEFAULT_SETTINGS,
  /** What the caller mutes: members, null for one that is gone, and ids of posts. */
  mutes: async () => {
    const ids = (await readMutes(db, identity)).map(({ targetId }) => targetId);
    const members = await db.findBy(Member, { id: In(ids.filter((id) => idPrefix(id) === 'member')) });
    return ids.map((id) => (idPrefix(id) === 'post' ? { id } : (members.find((member) => member.id === id) ?? null)));
  },
});

export const createMessageLoaders = (db: EntityManager, { memberById }: Pick<MemberLoaders, 'memberById'>) => {
  /** Ids of the members who caused a notification, the latest first, at most three. */
  const actorIds = groupedByKey(
    (ids: readonly string[]) =>
      db.query<{ notificationId: string; actorId: string }[]>(
        `SELECT notification_id AS "notificationId", actor_id AS "actorId" FROM (
           SELECT notification_id, actor_id, max(occurred_at) AS last,
             row_number() OVER (PARTITION BY notification_id ORDER BY max(occurred_at) DESC, actor_id DESC) AS place
           FROM notification_sources WHERE notification_id = ANY($1) AND actor_id IS NOT NULL
           GROUP BY notification_id, actor_id
         ) ranked WHERE place <= ${MAX_ACTORS} ORDER BY last DESC, actor_id DESC`,
        [ids],
      ),
    (row) => row.notificationId,
  );
  const actorsOf = async (notificationId: string): Promise<Member[]> => {
    const rows = await actorIds.load(notificationId);
    const members = await Promise.all(rows.map(({ actorId }) => memberById.load(actorId)));
    return members.filter((member) => member !== null);
  };
  return {
    /** The members who caused a notification, the latest first, at most three. */
    actorsOf,
    /** One sentence in one of `languages`. */
    messageOf: async (notification: Notification, languages: readonly string[]): Promise<string> => {
      const names = (await actorsOf(notification.id)).map(({ name }) => name);
      return notificationMessage({ notification, names }, languages);
    },
  };
};
