import type { EntityManager, QueryRunner } from 'typeorm';
import type { Audience } from '../access/audience';
import { fault, FaultCode } from '../errors/fault';
import { defineConsumer, type EventConsumer } from '../event-log/consumer';
import type { Clock } from '../values/clock';
import type { ErasureMode } from './erasure-mode';

const LOCK = (how: 'lock' | 'lock_shared'): string =>
  `SELECT pg_advisory_xact_${how}(hashtextextended('wizness member ' || current_schema() || ' ' || $1, 0))`;

const LOCK_ALL = `
  SELECT pg_advisory_xact_lock_shared(hashtextextended('wizness member ' || current_schema() || ' ' || id, 0))
  FROM unnest($1::text[]) AS id`;

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
 * As {@link lockUnlessErased}, for several members in two statements. Returns the ids of those that have not been erased.
 * Call it before anything else in the transaction locks rows.
 */
export const lockAllUnlessErased = async (
  tx: EntityManager,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('Lock members in the transaction that writes.');
  const ids = [...new Set(memberIds)].toSorted();
  if (ids.length === 0) return new Set();
  await tx.query(LOCK_ALL, [ids]);
  const erased = await tx.query<{ id: string }[]>(
    'SELECT member_id AS id FROM erased_members WHERE member_id = ANY($1)',
    [ids],
  );
  const gone = new Set(erased.map(({ id }) => id));
  return new Set(ids.filter((id) => !gone.has(id)));
};

/**
 * The audiences to store, in the same order: without authors who have been erased. A post and the erasure of its author
 * arrive from two logs, in either order. Call it as {@link lockAllUnlessErased}.
 */
export const withoutErasedAuthors = async (
  tx: EntityManager,
  audiences: readonly Audience[],
): Promise<readonly Audience[]> => {
  const kept = await lockAllUnlessErased(
    tx,
    audiences.flatMap(({ authorId }) => authorId ?? []),
  );
  return audiences.map(({ published, visibility, authorId, organisationId }) => ({
    published,
    visibility,
    authorId: authorId !== null && kept.has(authorId) ? authorId : null,
    organisationId,
  }));
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
    // The lock of one member at a time: with those of several, two transactions could wait for each other.
    maxBatch: 1,
    handle: async (tx, { subject: memberId, payload: { mode }, occurredAt }, clock) => {
      await tx.query(LOCK('lock'), [memberId]);
      await tx.query('INSERT INTO erased_members (member_id, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        memberId,
        occurredAt,
      ]);
      await erase(tx, { memberId, mode }, clock);
    },
  });
