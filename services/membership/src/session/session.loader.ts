import { type Clock, groupedByKey } from '@wizness/kernel';
import { type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import { Session } from './session.entity';

export const createSessionLoaders = (db: EntityManager, clock: Clock) => ({
  /** The sessions of a member that have neither ended nor expired, last seen first. */
  sessionsOfMember: groupedByKey(
    (memberIds: readonly string[]) =>
      db.find(Session, {
        where: { memberId: In([...memberIds]), endedAt: IsNull(), expiresAt: MoreThan(clock.now()) },
        order: { lastSeenAt: 'DESC', id: 'DESC' },
      }),
    (session) => session.memberId,
  ),
});
