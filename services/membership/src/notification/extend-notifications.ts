import { appendEvents, type Clock, enqueueJobs } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { News } from './news';
import { MAIL_DELAY_MS, planNotificationMail } from './plan-mail';
import type { WantedNews } from './wanted-news';

/** Further news is added to an unread notification for this long. */
const GROUP_MS = 24 * 60 * 60 * 1000;

/** What news of one notification has in common. */
interface Group {
  readonly member_id: string;
  readonly kind: string;
  readonly about_id: string;
  readonly code: string;
}

interface OpenNotification extends Group {
  readonly id: string;
  readonly created_at: Date;
}

/** News of one group, in order. */
type GroupNews = readonly [WantedNews, ...WantedNews[]];

// In the order of their ids, as everywhere: an erasure locks notifications of many members too.
const LOCK_OPEN = `
  SELECT notification.id, notification.member_id, notification.kind, notification.about_id, notification.code,
    notification.created_at
  FROM notifications notification
  JOIN unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS asked (member_id, kind, about_id, code)
    ON asked.member_id = notification.member_id AND asked.kind = notification.kind
      AND asked.about_id = notification.about_id AND asked.code = notification.code
  WHERE notification.open ORDER BY notification.id FOR NO KEY UPDATE OF notification`;

// The group is closed by whoever finds it too old; one that was read is closed when it is read.
const CLOSE = 'UPDATE notifications SET open = false WHERE id = ANY($1)';

const EXTEND = `
  INSERT INTO notifications (id, member_id, kind, about_id, code, subject_id, post_id, count, created_at, occurred_at, open, in_app)
  SELECT id, member_id, kind, about_id, code, subject_id, post_id, count, created_at, occurred_at, true, in_app
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[],
    $9::timestamptz[], $10::timestamptz[], $11::boolean[])
    AS added (id, member_id, kind, about_id, code, subject_id, post_id, count, created_at, occurred_at, in_app)
  ON CONFLICT (member_id, kind, about_id, code) WHERE open DO UPDATE
    SET count = notifications.count + excluded.count,
      occurred_at = greatest(notifications.occurred_at, excluded.occurred_at), subject_id = excluded.subject_id
  RETURNING id, member_id, kind, about_id, code`;

const INSERT_SOURCES = `
  INSERT INTO notification_sources (member_id, cause, notification_id, actor_id, occurred_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])`;

const newsKey = ({ memberId, kind, aboutId, code = '' }: News): string => [memberId, kind, aboutId, code].join(' ');
const rowKey = ({ member_id, kind, about_id, code }: Group): string => [member_id, kind, about_id, code].join(' ');

const groupsOf = (all: readonly WantedNews[]): GroupNews[] => {
  const groups = new Map<string, [WantedNews, ...WantedNews[]]>();
  for (const news of all) {
    const group = groups.get(newsKey(news));
    if (group) group.push(news);
    else groups.set(newsKey(news), [news]);
  }
  // Rows are inserted in this order by every transaction.
  return [...groups.keys()].toSorted().flatMap((key) => [groups.get(key)].filter((group) => group !== undefined));
};

const timeOf = (dates: readonly Date[]): Date => new Date(Math.max(...dates.map((date) => date.getTime())));

/** The open notifications of groups. Those that are too old for the first of the news are closed, and left out. */
const readOpen = async (
  tx: EntityManager,
  groups: readonly GroupNews[],
): Promise<ReadonlyMap<string, OpenNotification>> => {
  const found = await tx.query<OpenNotification[]>(LOCK_OPEN, [
    groups.map(([{ memberId }]) => memberId),
    groups.map(([{ kind }]) => kind),
    groups.map(([{ aboutId }]) => aboutId),
    groups.map(([{ code = '' }]) => code),
  ]);
  const open = new Map(found.map((notification) => [rowKey(notification), notification]));
  const old = groups.flatMap(([first]) => {
    const notification = open.get(newsKey(first));
    return notification && isTooOld(notification.created_at, first) ? [notification] : [];
  });
  if (old.length > 0) await tx.query(CLOSE, [old.map(({ id }) => id)]);
  for (const notification of old) open.delete(rowKey(notification));
  return open;
};

const isTooOld = (createdAt: Date, { at }: News): boolean => createdAt.getTime() <= at.getTime() - GROUP_MS;

/** News that becomes one notification: what of its group happened within a day after `createdAt`. */
const partOf = (group: GroupNews, createdAt: Date): { readonly part: GroupNews; readonly rest: GroupNews | null } => {
  const end = group.findIndex((news, index) => index > 0 && isTooOld(createdAt, news));
  const [first, ...others] = group;
  const [next, ...later] = end < 0 ? [] : group.slice(end);
  return {
    part: [first, ...(end < 0 ? others : others.slice(0, end - 1))],
    rest: next ? [next, ...later] : null,
  };
};

/** Adds news to the notifications of its groups, and the sources. Returns the ids by group. */
const write = async (
  tx: EntityManager,
  parts: readonly { readonly id: string; readonly part: GroupNews }[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.query<(Group & { readonly id: string })[]>(EXTEND, [
    parts.map(({ id }) => id),
    parts.map(({ part: [{ memberId }] }) => memberId),
    parts.map(({ part: [{ kind }] }) => kind),
    parts.map(({ part: [{ aboutId }] }) => aboutId),
    parts.map(({ part: [{ code = '' }] }) => code),
    parts.map(({ part }) => part.at(-1)?.subjectId),
    parts.map(({ part: [{ postId }] }) => postId),
    parts.map(({ part }) => part.length),
    parts.map(({ part: [{ at }] }) => at),
    parts.map(({ part }) => timeOf(part.map(({ at }) => at))),
    parts.map(({ part: [{ channels }] }) => channels.inApp),
  ]);
  const ids = new Map(rows.map((row) => [rowKey(row), row.id]));
  const news = parts.flatMap(({ part }) => part);
  await tx.query(INSERT_SOURCES, [
    news.map(({ memberId }) => memberId),
    news.map(({ cause }) => cause),
    news.map((one) => ids.get(newsKey(one))),
    news.map(({ actorId }) => actorId),
    news.map(({ at }) => at),
  ]);
  return ids;
};

/** Adds news to unread notifications of the same kind about the same thing within a day, or makes new ones, with their mails. */
export const extendNotifications = async (
  tx: EntityManager,
  clock: Clock,
  news: readonly WantedNews[],
): Promise<void> => {
  let groups = groupsOf(news);
  while (groups.length > 0) {
    const open = await readOpen(tx, groups);
    const parts = groups.map((group) => {
      const [first] = group;
      const createdAt = open.get(newsKey(first))?.created_at ?? first.at;
      return { id: clock.newId('notification'), ...partOf(group, createdAt) };
    });
    const ids = await write(tx, parts);
    const changed = parts.map(({ part: [first] }) => ({
      type: 'NotificationChanged' as const,
      subject: ids.get(newsKey(first)) ?? '',
      payload: { memberId: first.memberId },
    }));
    await appendEvents(tx, changed, clock);
    const isNew = parts.filter(({ id, part: [first] }) => first.channels.mail && ids.get(newsKey(first)) === id);
    const mails = isNew.map(({ id, part: [{ at }] }) => ({
      payload: { notificationId: id },
      key: id,
      runAt: new Date(at.getTime() + MAIL_DELAY_MS),
    }));
    await enqueueJobs(tx, planNotificationMail, mails);
    groups = parts.map(({ rest }) => rest).filter((rest) => rest !== null);
  }
};
