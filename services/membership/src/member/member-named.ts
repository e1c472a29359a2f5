import { appendEvent, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Member } from './member.entity';

/** A log must not keep a name that is no longer used: events before get the one of now. */
const REDACT = `
  UPDATE events SET payload = jsonb_build_object('handle', $2::text, 'name', $3::text)
  WHERE type = 'MemberNamed' AND subject = $1`;

type Named = Pick<Member, 'id' | 'handle' | 'name'>;

/** Appends `MemberNamed` for a member who joined. */
export const logMemberName = (tx: EntityManager, clock: Clock, { id, handle, name }: Named): Promise<void> =>
  appendEvent(tx, { type: 'MemberNamed', subject: id, payload: { handle, name } }, clock);

/** Appends `MemberNamed` for a member who has another display name. */
export const logNewMemberName = async (tx: EntityManager, clock: Clock, member: Named): Promise<void> => {
  await tx.query(REDACT, [member.id, member.handle, member.name]);
  await logMemberName(tx, clock, member);
};

/** Removes the handle and the name of a member who is erased from the log. */
export const removeNameFromLog = async (tx: EntityManager, memberId: string): Promise<void> => {
  await tx.query(REDACT, [memberId, null, null]);
};
