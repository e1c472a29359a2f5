import type { EntityManager } from 'typeorm';
import { joinIdentity, membersOf } from '../../subject/merge/home';
import type { GroupKeys } from './group-keys';
import { baseColumns, COUNTS, NO_CONVERSION, rowsSql } from './group-rows';

/** Facts of so many rows are decided at once, with all others of their subjects: writers of facts wait meanwhile. */
const BATCH = 10_000;

/** Waits no longer: who writes facts after this waits, too. */
const LOCK = [`SET LOCAL lock_timeout = '1s'`, 'LOCK TABLE current_facts IN SHARE ROW EXCLUSIVE MODE'];

/** Rows are found by their places, one after the other: so that those side by side stay so, whatever the size of the table. */
const IN_ORDER = 'SET LOCAL enable_seqscan = off';

const KEYS: GroupKeys = {
  keys: [],
  columns: [],
  // Who sees only what everyone sees compares nothing else.
  ofCell: [{ name: 'visible_to', sql: (fact) => `${fact}.visible_to` }],
  ofFact: [{ name: 'fact_id', sql: (fact) => `${fact}.id` }],
  several: [],
};

const OPTIONS = { table: 'current_facts', handle: 'ctid', keys: KEYS, conversion: NO_CONVERSION } as const;

/** Ids of subjects that are to be decided, each with all that is the same subject. */
const SUBJECTS = `SELECT ${membersOf(`ARRAY(SELECT DISTINCT subject_id FROM (
  SELECT subject_id FROM current_facts WHERE left_out IS NULL ORDER BY subject_id LIMIT ${BATCH}) undecided)`)} AS ids`;

/** Of a subject, property and measure, no fact is decided, or all are. */
const BASE = `SELECT ${Object.entries(
  baseColumns({ ...OPTIONS, namesStatuses: false, namesRanks: false, isStored: false }),
)
  .map(([name, sql]) => `${sql} AS ${name}`)
  .join(', ')}
  FROM current_facts fact ${joinIdentity('identity', 'fact.subject_id')}
  WHERE fact.subject_id = ANY($1) AND fact.left_out IS NULL`;

/** Whoever sees one of these facts sees all of them if everyone does, or every member. */
const DEPENDS = `count(*) OVER alike > 1
  AND (min(visible_to) OVER alike <> max(visible_to) OVER alike OR max(visible_to) OVER alike > 1)`;

const DECIDE = `WITH ${rowsSql({ base: BASE, decided: null }, OPTIONS)},
  decided AS (
    UPDATE current_facts SET left_out = coalesce(decided.left_out, ${COUNTS}), is_first = decided.is_first,
      depends_on_viewer = decided.depends
    FROM (
      SELECT tid, left_out, ${DEPENDS} AS depends,
        left_out IS NULL AND row_number() OVER (of_viewer ORDER BY left_out NULLS FIRST, fact_id) = 1 AS is_first
      FROM rows WINDOW alike AS (PARTITION BY home, property_key, measure, unit),
        of_viewer AS (PARTITION BY home, property_key, measure, unit, visible_to)
      ORDER BY tid
    ) decided
    WHERE current_facts.ctid = decided.tid
    RETURNING 1
  )
  SELECT count(*) FROM decided`;

const decideSome = async (tx: EntityManager): Promise<number> => {
  for (const statement of [...LOCK, IN_ORDER]) await tx.query(statement);
  const [subjects] = await tx.query<{ ids: string[] }[]>(SUBJECTS);
  if (!subjects || subjects.ids.length === 0) return 0;
  const [decided] = await tx.query<{ count: string }[]>(DECIDE, [subjects.ids]);
  return Number(decided?.count);
};

/**
 * Decides of current facts whether they count when all are added up. Triggers forget what is decided when facts, merges or
 * properties change; a fact that is not decided is judged by each read. Call it outside of transactions. Rejects with 55P03 of
 * PostgreSQL if another transaction that has written facts does not end soon.
 */
export const decideLeftOut = async (db: EntityManager, signal?: AbortSignal): Promise<void> => {
  let decided = 0;
  for (let count = await db.transaction(decideSome); count > 0; count = await db.transaction(decideSome)) {
    signal?.throwIfAborted();
    decided += count;
    // The next rows take the place of what these were before: otherwise the table would be twice as large in the end.
    if (count >= BATCH) await db.query('VACUUM current_facts');
  }
  // The planner must know that few are left.
  if (decided >= BATCH) await db.query('VACUUM ANALYZE current_facts');
};
