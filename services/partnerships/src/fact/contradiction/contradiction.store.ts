import { badUserInput } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { FactContradiction } from './fact-contradiction.entity';
import { FactStatus } from '../fact.enums';

type Pair = readonly [factId: string, otherId: string];

/** A pair stands in both directions; that somebody declares what the rules saw already is noted, never the reverse. */
const note = async (tx: EntityManager, pairs: readonly Pair[], declared: boolean): Promise<void> => {
  const both = pairs.flatMap(([a, b]): Pair[] => [
    [a, b],
    [b, a],
  ]);
  const rows = [...new Map(both.map((pair) => [pair.join(' '), pair])).values()].map(([factId, otherId]) => ({
    factId,
    otherId,
    declared,
  }));
  if (rows.length === 0) return;
  if (declared) await tx.upsert(FactContradiction, rows, ['factId', 'otherId']);
  else await tx.createQueryBuilder().insert().into(FactContradiction).values(rows).orIgnore().execute();
};

/**
 * Brings the status of facts in line with what contradicts them: DISPUTED while a current fact does, else what review
 * gave. What was retracted stays so.
 */
export const refreshStatus = async (tx: EntityManager, ids: readonly string[]): Promise<void> => {
  await tx.query(
    `UPDATE facts SET status = CASE
       WHEN reviewed_status <> 'RETRACTED' AND EXISTS (
         SELECT FROM fact_contradictions pair JOIN facts other ON other.id = pair.other_id
         WHERE pair.fact_id = facts.id AND other.superseded_at IS NULL AND other.reviewed_status <> 'RETRACTED'
       ) THEN 'DISPUTED'::fact_status ELSE reviewed_status END
     WHERE id = ANY($1) AND superseded_at IS NULL`,
    [ids],
  );
};

/** Notes that two facts can not both be true, because somebody says so. Throws BAD_USER_INPUT where they are one. */
export const contradict = async (tx: EntityManager, a: string, b: string): Promise<void> => {
  if (a === b) throw badUserInput(`A fact can not contradict itself: ${a}. Give the ids of two facts.`);
  await note(tx, [[a, b]], true);
  await refreshStatus(tx, [a, b]);
};

/**
 * Two dates of one subject, property and measure that have no day in common can not both be true. Facts that are
 * narrowed to different countries or dimensions speak of different things.
 */
const DATES_APART = `fact.id <> one.id
  AND fact.superseded_at IS NULL AND fact.reviewed_status <> '${FactStatus.RETRACTED}'
  AND fact.subject_id = one.subject_id AND fact.property_key = one.property_key AND fact.measure = one.measure
  AND fact.country IS NOT DISTINCT FROM one.country AND fact.dimension_values = one.dimension_values
  AND fact.date_value IS NOT NULL
  AND (fact.date_earliest > one.date_latest OR fact.date_latest < one.date_earliest)`;

/** Sees by the rules which current facts contradict new ones by their dates; answers the ids of those. */
export const contradictByDate = async (tx: EntityManager, ids: readonly string[]): Promise<string[]> => {
  const apart: { id: string; otherId: string }[] = await tx.query(
    `SELECT one.id, fact.id AS "otherId" FROM facts fact JOIN facts one ON ${DATES_APART}
     WHERE one.id = ANY($1) AND one.date_value IS NOT NULL AND one.reviewed_status <> '${FactStatus.RETRACTED}'
     ORDER BY one.id, fact.id`,
    [ids],
  );
  const pairs = apart.map(({ id, otherId }): Pair => [id, otherId]);
  await note(tx, pairs, false);
  return pairs.map(([, otherId]) => otherId);
};

/**
 * What somebody declared of an older version holds of the newer one; what the rules saw, they look at again. Answers the
 * ids of the facts that this may concern.
 */
export const passOnContradictions = async (
  tx: EntityManager,
  newerByOlder: ReadonlyMap<string, string>,
): Promise<string[]> => {
  if (newerByOlder.size === 0) return [];
  const pairs = await tx.findBy(FactContradiction, { factId: In([...newerByOlder.keys()]) });
  const latest = (id: string): string => newerByOlder.get(id) ?? id;
  const declared = pairs.filter((pair) => pair.declared);
  await note(
    tx,
    declared.map(({ factId, otherId }): Pair => [latest(factId), latest(otherId)]),
    true,
  );
  return pairs.map(({ otherId }) => otherId);
};
