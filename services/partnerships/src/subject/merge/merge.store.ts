import { appendEvents, type Clock, lockMember, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { detectAfterMerge } from '../../fact/contradiction/contradiction.store';
import { isCountedFact } from '../fact-count';
import { withRegistrationLock } from '../registration-lock';
import { subjectTableOf } from '../subject-table';
import { checkMerge, type NewMerge } from './check-merge';
import { isMerged, membersOf } from './home';
import { Identity } from './identity.entity';

/** The id $1 and all that was merged into it, directly or through others. */
const BELOW = `WITH RECURSIVE below (id) AS (
  SELECT CAST($1 AS text) COLLATE "C"
  UNION ALL
  SELECT merge.merged_id FROM below JOIN merges merge ON merge.into_id = below.id AND merge.known_to = 'infinity')`;

const MERGE = `INSERT INTO merges (id, merged_id, into_id, reason, recorded_by_id, known_from) VALUES ($1, $2, $3, $4, $5, stamp())`;
const UNMERGE = `UPDATE merges SET known_to = stamp(), undone_reason = $2, undone_by_id = $3 WHERE merged_id = $1 AND known_to = 'infinity'`;

/** Makes $2 what $1 and all below it are. Returns their ids. */
const REHOME = `${BELOW}
  INSERT INTO identities (id, survivor_id, merged_at)
  SELECT below.id, $2, merge.known_from
  FROM below JOIN merges merge ON merge.merged_id = below.id AND merge.known_to = 'infinity'
  WHERE below.id <> $2
  ON CONFLICT (id) DO UPDATE SET survivor_id = excluded.survivor_id
  RETURNING id`;

interface Rehomed {
  readonly id: string;
}

const recountFacts = (tx: EntityManager, ids: readonly string[]): Promise<unknown> => {
  const table = subjectTableOf(ids[0] ?? '');
  return tx.query(
    `UPDATE ${table} counted SET fact_count = CASE WHEN ${isMerged('counted.id')} THEN 0 ELSE (
       SELECT count(*) FROM facts fact WHERE fact.subject_id = ANY(${membersOf('ARRAY[counted.id]')}) AND ${isCountedFact('fact')}) END
     WHERE counted.id = ANY($1)`,
    [ids],
  );
};

/** These subjects, with all that is merged into them. */
const memberIds = async (tx: EntityManager, ids: readonly string[]): Promise<string[]> => {
  const [row] = await tx.query<{ ids: string[] }[]>(`SELECT ${membersOf('$1')} AS ids`, [ids]);
  return row?.ids ?? [];
};

/** Merges of organisations and persons. */
export class MergeStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes subjects one, and appends `SubjectMerged` for each id that is now another one. Returns what the caller can
   * correct; then nothing is written. Throws UNAUTHENTICATED if the member has been erased.
   */
  merge(merge: NewMerge, memberId: string): Promise<readonly UserError[]> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, memberId);
      const errors = await checkMerge(tx, merge);
      if (errors.length > 0) return errors;
      const { survivorId, duplicateIds, reason } = merge;
      const rehomed: Rehomed[] = [];
      for (const duplicateId of duplicateIds) {
        await tx.query(MERGE, [this.clock.newId('merge'), duplicateId, survivorId, reason, memberId]);
        rehomed.push(...(await tx.query<Rehomed[]>(REHOME, [duplicateId, survivorId])));
      }
      await recountFacts(tx, [survivorId, ...duplicateIds]);
      await detectAfterMerge(tx, await memberIds(tx, [survivorId]));
      await this.logMerged(tx, rehomed, survivorId);
      return [];
    });
  }

  /**
   * Undoes the merge of this id into another: it is itself again, with what was merged into it before. Appends
   * `SubjectUnmerged`, and `SubjectMerged` for what is now merged into it. Returns and throws as {@link merge}.
   */
  unmerge(id: string, reason: string, memberId: string): Promise<readonly UserError[]> {
    return withRegistrationLock(this.db, this.clock, async (tx) => {
      await lockMember(tx, memberId);
      const merged = await tx.findOneBy(Identity, { id });
      if (!merged) return [new UserError(UserErrorCode.NOT_FOUND, 'Nothing is merged under this id.', ['id'])];
      await tx.query(UNMERGE, [id, reason, memberId]);
      await tx.delete(Identity, { id });
      const rehomed = await tx.query<Rehomed[]>(REHOME, [id, id]);
      await recountFacts(tx, [id, merged.survivorId]);
      await detectAfterMerge(tx, await memberIds(tx, [id, merged.survivorId]));
      await appendEvents(tx, [{ type: 'SubjectUnmerged', subject: id, payload: {} }], this.clock);
      await this.logMerged(tx, rehomed, id);
      return [];
    });
  }

  private async logMerged(tx: EntityManager, rehomed: readonly Rehomed[], survivorId: string): Promise<void> {
    const events = rehomed.map(({ id: subject }) => ({
      ...{ type: 'SubjectMerged' as const, subject, payload: { survivorId } },
    }));
    if (events.length > 0) await appendEvents(tx, events, this.clock);
  }
}
