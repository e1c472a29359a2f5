import { type Clock, type Created, type Creation, createOnce, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { withRegistrationLock } from './registration-lock';
import { SubjectChange } from './subject-change.entity';
import { subjectTableOf } from './subject-table';

/** Who changes a subject, and why. */
export interface Change {
  readonly memberId: string;
  /** Null for a new subject. */
  readonly reason: string | null;
}

/** What became of a change. */
export type ChangeOutcome = 'NOT_FOUND' | 'STALE_VERSION' | 'DONE';

/** What commands on subjects of all kinds have in common. */
export class SubjectStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Calls `create` once for a key and input, with the lock of all writers. Throws UNAUTHENTICATED if the member has been
   * erased. Nothing is stored if it returns user errors: then `create` has written nothing.
   */
  createOnce(creation: Creation, create: () => Promise<Created>): Promise<Created> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, creation.memberId);
      return createOnce(tx, creation, create);
    });
  }

  /**
   * Calls `change` with the lock of all writers if the subject has the expected version, and gives it the next one if it
   * returns that something changed. Throws UNAUTHENTICATED if the member has been erased.
   */
  change(
    { id, expectedVersion, ...by }: Change & { readonly id: string; readonly expectedVersion: number },
    change: () => Promise<boolean>,
  ): Promise<ChangeOutcome> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, by.memberId);
      const sql = `SELECT version FROM ${subjectTableOf(id)} WHERE id = $1`;
      const [row] = await tx.query<{ version: number }[]>(sql, [id]);
      if (!row) return 'NOT_FOUND';
      if (row.version !== expectedVersion) return 'STALE_VERSION';
      if (await change()) await nextVersion(tx, this.clock, id, by);
      return 'DONE';
    });
  }

  /** Stores who created a subject. */
  createdBy(id: string, memberId: string): Promise<void> {
    return saveChange(this.db, this.clock, { subjectId: id, version: 1, memberId, reason: null });
  }
}

const saveChange = async (tx: EntityManager, clock: Clock, change: Omit<SubjectChange, 'changedAt'>): Promise<void> => {
  await tx.insert(SubjectChange, { ...change, changedAt: clock.now() });
};

/** Counts a change of a subject, and stores who made it. */
const nextVersion = async (tx: EntityManager, clock: Clock, id: string, by: Change): Promise<void> => {
  const sql = `UPDATE ${subjectTableOf(id)} SET version = version + 1 WHERE id = $1 RETURNING version`;
  const [[row] = []] = await tx.query<[{ version: number }[]]>(sql, [id]);
  if (row) await saveChange(tx, clock, { subjectId: id, version: row.version, ...by });
};
