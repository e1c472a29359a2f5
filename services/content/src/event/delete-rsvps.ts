import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Rsvp } from './rsvp.entity';
import { RsvpStore } from './rsvp.store';

const LOCK_EVENTS = `
  SELECT posts.id FROM posts JOIN rsvps ON rsvps.post_id = posts.id WHERE rsvps.member_id = $1
  ORDER BY posts.id FOR NO KEY UPDATE OF posts`;

/** Deletes the answers of a member who is erased. Their places go to those who wait. */
export const deleteRsvps = async (tx: EntityManager, clock: Clock, memberId: string): Promise<void> => {
  const events = await tx.query<{ id: string }[]>(LOCK_EVENTS, [memberId]);
  await tx.delete(Rsvp, { memberId });
  await new RsvpStore(tx, clock).fillPlaces(events.map(({ id }) => id));
};
