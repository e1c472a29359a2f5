import {
  byKey,
  type ForwardPageArguments,
  type Identity,
  isAllowed,
  type LogConnection,
  logCursors,
  type LoggedEvent,
  readLogConnection,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { listedNotifications } from '../notification/notification.loader';
import type { NotificationEvent } from './notification-log.types';

/** Cursors of the log of notifications: those of the event log of this service. */
const cursors = logCursors('membership');

const entryOf = ({ position, occurredAt, subject }: LoggedEvent): NotificationEvent => ({
  id: `notificationevent_${position}`,
  cursor: cursors.encode(position),
  occurredAt,
  notificationId: subject,
});

export const createNotificationLogLoaders = (db: EntityManager, identity: Identity) => ({
  /**
   * A page of the log of the caller's notifications, the oldest entry first; without entries for an anonymous caller and for an
   * API key without PROFILE_READ. Throws as `readLogConnection` does.
   */
  notificationEvents: ({ first, after }: ForwardPageArguments): Promise<LogConnection<NotificationEvent>> =>
    readLogConnection(db, {
      cursors,
      first,
      after,
      select: async (events) =>
        isAllowed(identity, 'READ_PROFILE')
          ? events.filter(
              ({ type, payload }) => type === 'NotificationChanged' && payload['memberId'] === identity.memberId,
            )
          : [],
      entryOf,
    }),
  /** Only notifications that are in the list of the caller. */
  notificationById: byKey(
    (ids: readonly string[]) =>
      listedNotifications(db, identity).andWhere('notification.id = ANY(:ids)', { ids }).getMany(),
    (notification) => notification.id,
  ),
});
