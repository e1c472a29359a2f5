import { Any, type EntityManager } from 'typeorm';
import { NotificationKind } from './notification.enums';
import { NotificationPreference } from './notification-preference.entity';

/** How one kind of notification is sent. */
export type Channels = Pick<NotificationPreference, 'kind' | 'inApp' | 'mail'>;

/** Kinds that are not mailed by default: there may be many, and none needs an answer. */
const NOT_MAILED: readonly NotificationKind[] = [
  NotificationKind.RATING,
  NotificationKind.HELPFUL,
  NotificationKind.FOLLOW,
];

/** Kinds that a member cannot remove from the list: the law wants them to be told of decisions. */
export const ALWAYS_IN_APP: readonly NotificationKind[] = [NotificationKind.MODERATION];

/** How a kind is sent to a member who has not chosen. */
const defaultOf = (kind: NotificationKind): Channels => ({ kind, inApp: true, mail: !NOT_MAILED.includes(kind) });

/** How each kind is sent to a member, in the order of the enum. */
export const channelsOf = (chosen: readonly Channels[]): readonly Channels[] =>
  Object.values(NotificationKind).map(
    (kind) => chosen.find((preference) => preference.kind === kind) ?? defaultOf(kind),
  );

/** How kinds are sent to members, asked for by member and kind. */
export const readChannelsOf = async (
  db: EntityManager,
  memberIds: readonly string[],
): Promise<(memberId: string, kind: NotificationKind) => Channels> => {
  const chosen = await db.findBy(NotificationPreference, { memberId: Any(memberIds) });
  const keyOf = (memberId: string, kind: NotificationKind): string => `${memberId} ${kind}`;
  const byKey = new Map(chosen.map((preference) => [keyOf(preference.memberId, preference.kind), preference]));
  return (memberId, kind) => byKey.get(keyOf(memberId, kind)) ?? defaultOf(kind);
};

/** How one kind is sent to a member. */
export const readChannels = async (db: EntityManager, memberId: string, kind: NotificationKind): Promise<Channels> =>
  (await readChannelsOf(db, [memberId]))(memberId, kind);
