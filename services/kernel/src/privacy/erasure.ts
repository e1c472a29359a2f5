import type { EntityManager, QueryRunner } from 'typeorm';
import type { Audience } from '../access/audience';
import type { EventConsumer } from '../event-log/consumer';
import { fault, FaultCode } from '../errors/fault';

/** What becomes of what a member wrote, when they leave. */
export enum ErasureMode {
  ANONYMISE_CONTENT = 'ANONYMISE_CONTENT',
  DELETE_CONTENT = 'DELETE_CONTENT',
}

/** Type of the event by which the owner of members tells that one has left; its payload is `{ mode }`. */
export const MEMBER_ERASED = 'MemberErased';

const LOCK = (how: 'lock' | 'lock_shared'): string =>
  `SELECT pg_advisory_xact_${how}(hashtextextended('wizness member ' || current_schema() || ' ' || $1, 0))`;

/** For the migration of a service that keeps what members write. */
export const createErasedMembers = async (db: QueryRunner): Promise<void> => {
  await db.query(
    'CREATE TABLE erased_members (member_id text COLLATE "C" PRIMARY KEY, erased_at timestamptz NOT NULL)',
  );
};

/**
 * For whoever writes a member's id, in their transaction and before they write: an erasure that is under way waits for
 * them, and then finds what they wrote. Answers false where the member has been erased: then it must not be written.
 */
export const lockUnlessErased = async (tx: EntityManager, memberId: string): Promise<boolean> => {
  if (!tx.queryRunner?.isTransactionActive) throw new Error('A member is held in the transaction that writes.');
  // A statement of its own: what follows must see all that the erasure has committed.
  await tx.query(LOCK('lock_shared'), [memberId]);
  const erased = await tx.query<unknown[]>('SELECT 1 FROM erased_members WHERE member_id = $1', [memberId]);
  return erased.length === 0;
};

/**
 * What may be kept of an audience: it names no author who has been erased. Two logs tell of a post and of its author's
 * leaving, and nobody knows which of them is read first. To be called as {@link lockUnlessErased}.
 */
export const withoutErasedAuthor = async (tx: EntityManager, audience: Audience): Promise<Audience> => {
  const { published, visibility, authorId, organisationId } = audience;
  const stays = authorId !== null && (await lockUnlessErased(tx, authorId));
  return { published, visibility, authorId: stays ? authorId : null, organisationId };
};

/** For a verb in a member's name: as {@link lockUnlessErased}. Throws UNAUTHENTICATED where the member has been erased. */
export const lockMember = async (tx: EntityManager, memberId: string): Promise<void> => {
  if (await lockUnlessErased(tx, memberId)) return;
  throw fault(FaultCode.UNAUTHENTICATED, 'This account has been erased.');
};

/** The consumer that lets `erase` remove a member from its service, once they have left. */
export const erasureConsumer = (
  source: string,
  erase: (
    tx: EntityManager,
    leaver: { readonly memberId: string; readonly mode: ErasureMode },
    clock: Parameters<EventConsumer['handle']>[2],
  ) => Promise<void>,
): EventConsumer => ({
  name: 'erase-members',
  source,
  types: [MEMBER_ERASED],
  handle: async (tx, { subject: memberId, payload, occurredAt }, clock) => {
    const mode = Object.values(ErasureMode).find((known) => known === payload['mode']);
    if (!mode) throw new Error(`There is no way to erase a member called ${String(payload['mode'])}.`);
    await tx.query(LOCK('lock'), [memberId]);
    await tx.query('INSERT INTO erased_members (member_id, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      memberId,
      occurredAt,
    ]);
    await erase(tx, { memberId, mode }, clock);
  },
});
