import type { EntityManager, QueryRunner } from 'typeorm';
import type { Audience } from '../access/audience';
import { fault, FaultCode } from '../errors/fault';
import { defineConsumer, type EventConsumer } from '../event-log/consumer';
import type { Clock } from '../values/clock';
import type { ErasureMode } from './erasure-mode';

const LOCK = (how: 'lock' | 'lock_shared'): string =>
  `SELECT pg_advisory_xact_${how}(hashtextextended('wizness member ' || current_schema() || ' ' || $1, 0))`;

/** Creates the table of {@link ErasedMember}. For the migration of a service that stores what members write. */
export const createErasedMembers = async (db: QueryRunner): Promise<void> => {
  await db.query(
    'CREATE TABLE erased_members (member_id text COLLATE "C" PRIMARY KEY, erased_at timestamptz NOT NULL)',
  );
};

/**
 * Locks a member against erasure until the transaction ends. Call it in the transaction that writes the member's id, and
 * before it writes: an erasure then waits, and finds what was written. Returns false if the member has been erased: the
 * id must not be written. Throws an Error outside a transaction.
 */
export const lockUnlessErased = async (tx: EntityManager, memberId: string): Promise<boolean> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('Lock a member in the transaction that writes.');
  // A separate statement, so that the next one sees all that an erasure has committed.
  await tx.query(LOCK('lock_shared'), [memberId]);
  const erased = await tx.query<unknown[]>('SELECT 1 FROM erased_members WHERE member_id = $1', [memberId]);
  return erased.length === 0;
};

/**
 * The audience to store: without its author if they have been erased. A post and the erasure of its author arrive from
 * two logs, in either order. Call it as {@link lockUnlessErased}.
 */
export const withoutErasedAuthor = async (tx: EntityManager, audience: Audience): Promise<Audience> => {
  const { published, visibility, authorId, organisationId } = audience;
  const keepsAuthor = authorId !== null && (await lockUnlessErased(tx, authorId));
  return { published, visibility, authorId: keepsAuthor ? authorId : null, organisationId };
};

/** As {@link lockUnlessErased}, for a command of the member. Throws UNAUTHENTICATED if the member has been erased. */
export const lockMember = async (tx: EntityManager, memberId: string): Promise<void> => {
  if (await lockUnlessErased(tx, memberId)) return;
  throw fault(FaultCode.UNAUTHENTICATED, 'This account has been erased.');
};

/** An erased member and what to do with their content. */
export interface MemberErasure {
  readonly memberId: string;
  readonly mode: ErasureMode;
}

/** The consumer that calls `erase` for each member that `source` erases, after it has shut out writes in their name. */
export const erasureConsumer = (
  source: string,
  erase: (tx: EntityManager, erasure: MemberErasure, clock: Clock) => Promise<void>,
): EventConsumer =>
  defineConsumer({
    name: 'erase-members',
    source,
    types: ['MemberErased'],
    handle: async (tx, { subject: memberId, payload: { mode }, occurredAt }, clock) => {
      await tx.query(LOCK('lock'), [memberId]);
      await tx.query('INSERT INTO erased_members (member_id, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        memberId,
        occurredAt,
      ]);
      await erase(tx, { memberId, mode }, clock);
    },
  });
