import { badUserInput } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { homeOf, membersOf } from '../../subject/merge/home';
import { FactStatus } from '../fact.enums';
import { FactContradiction } from './fact-contradiction.entity';
import { factsClosingRings, PARENT_PROPERTY } from './parent-rings';

type Pair = readonly [factId: string, otherId: string];

/** Stores each pair in both directions. A detected pair can become declared, never the reverse. */
const savePairs = async (tx: EntityManager, pairs: readonly Pair[], declared: boolean): Promise<void> => {
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
 * Recomputes the status of facts: DISPUTED while a current fact contradicts them, otherwise the status given by review.
 * RETRACTED stays.
 */
export const refreshStatus = async (tx: EntityManager, ids: readonly string[]): Promise<void> => {
  await tx.query(
    `UPDATE facts SET status = CASE
       WHEN reviewed_status <> 'RETRACTED' AND EXISTS (
         SELECT FROM fact_contradictions pair JOIN facts other ON other.id = pair.other_id
         WHERE pair.fact_id = facts.id AND other.known_to = 'infinity' AND other.reviewed_status <> 'RETRACTED'
       ) THEN 'DISPUTED'::fact_status ELSE reviewed_status END
     WHERE id = ANY($1) AND known_to = 'infinity'`,
    [ids],
  );
};

/** Stores a contradiction that a person declares. Throws BAD_USER_INPUT if both ids are the same. */
export const declareContradiction = async (tx: EntityManager, a: string, b: string): Promise<void> => {
  if (a === b) throw badUserInput(`A fact cannot contradict itself: ${a}. Give the ids of two facts.`);
  await savePairs(tx, [[a, b]], true);
  await refreshStatus(tx, [a, b]);
};

/**
 * Two dates of one subject, property and measure cannot both be true if they have no day in common. Facts limited to
 * different countries or dimensions are about different things. Merged subjects are one subject.
 */
const HAS_OTHER_DATE = `fact.id <> one.id
  AND fact.known_to = 'infinity' AND fact.reviewed_status <> '${FactStatus.RETRACTED}'
  AND fact.subject_id = ANY(${membersOf('ARRAY[one.subject_id]')}) AND fact.property_key = one.property_key AND fact.measure = one.measure
  AND fact.country IS NOT DISTINCT FROM one.country AND fact.dimension_values = one.dimension_values
  AND fact.date_value IS NOT NULL
  AND (fact.date_earliest > one.date_latest OR fact.date_latest < one.date_earliest)`;

/** Stores which current facts contradict the given ones by their dates. Returns the ids of those other facts. */
const detectDateContradictions = async (tx: EntityManager, ids: readonly string[]): Promise<string[]> => {
  const found: { id: string; otherId: string }[] = await tx.query(
    `SELECT one.id, fact.id AS "otherId" FROM facts fact JOIN facts one ON ${HAS_OTHER_DATE}
     WHERE one.id = ANY($1) AND one.date_value IS NOT NULL AND one.reviewed_status <> '${FactStatus.RETRACTED}'
     ORDER BY one.id, fact.id`,
    [ids],
  );
  const pairs = found.map(({ id, otherId }): Pair => [id, otherId]);
  await savePairs(tx, pairs, false);
  return pairs.map(([, otherId]) => otherId);
};

/** What speaks against facts. */
interface Detected {
  /** Ids of the other facts. */
  readonly others: readonly string[];
  /** Ids of those of the given facts that make an organisation a part of itself by registered parents alone. */
  readonly impossible: readonly string[];
}

/**
 * Stores which current facts contradict the given ones: by their dates, or because an organisation would be part of itself.
 * `properties` are those of the given facts.
 */
export const detectContradictions = async (
  tx: EntityManager,
  ids: readonly string[],
  properties: readonly string[],
): Promise<Detected> => {
  const dated = await detectDateContradictions(tx, ids);
  if (!properties.includes(PARENT_PROPERTY)) return { others: dated, impossible: [] };
  const rings = await factsClosingRings(tx, ids);
  const pairs = rings.flatMap(({ id, otherId }): Pair[] => (otherId === null ? [] : [[id, otherId]]));
  await savePairs(tx, pairs, false);
  const contradicted = new Set(pairs.map(([id]) => id));
  const impossible = rings.map(({ id }) => id).filter((id) => !contradicted.has(id));
  return { others: [...dated, ...pairs.map(([, otherId]) => otherId)], impossible };
};

/**
 * Copies declared contradictions from older versions to the newer ones; detected ones are detected again. Returns the ids
 * of the facts whose status may change.
 */
export const carryOverContradictions = async (
  tx: EntityManager,
  newerByOlder: ReadonlyMap<string, string>,
): Promise<string[]> => {
  if (newerByOlder.size === 0) return [];
  const pairs = await tx.findBy(FactContradiction, { factId: In([...newerByOlder.keys()]) });
  const latest = (id: string): string => newerByOlder.get(id) ?? id;
  const declared = pairs.filter((pair) => pair.declared);
  await savePairs(
    tx,
    declared.map(({ factId, otherId }): Pair => [latest(factId), latest(otherId)]),
    true,
  );
  return pairs.map(({ otherId }) => otherId);
};

/** Detected pairs of facts of $1 whose subjects are no longer one. Rings of parents are all detected again. */
const PARTED = `DELETE FROM fact_contradictions pair USING facts one, facts other
  WHERE NOT pair.declared AND one.id = pair.fact_id AND other.id = pair.other_id
    AND (one.subject_id = ANY($1) OR other.subject_id = ANY($1))
    AND (one.property_key = '${PARENT_PROPERTY}' OR (
      one.subject_id = ANY($1) AND other.subject_id <> one.subject_id
      AND ${homeOf('one.subject_id')} <> ${homeOf('other.subject_id')}))
  RETURNING pair.fact_id AS id`;

const DETECTABLE = `SELECT id, property_key AS property FROM facts
  WHERE subject_id = ANY($1) AND known_to = 'infinity' AND (date_value IS NOT NULL OR property_key = '${PARENT_PROPERTY}')`;

/**
 * Detects again which facts of these subjects contradict others, after a merge or its undoing. They are all subjects that
 * are or were one. Declared contradictions stay.
 */
export const detectAfterMerge = async (tx: EntityManager, subjectIds: readonly string[]): Promise<void> => {
  const [parted] = await tx.query<[{ id: string }[], number]>(PARTED, [subjectIds]);
  const facts = await tx.query<{ id: string; property: string }[]>(DETECTABLE, [subjectIds]);
  const ids = facts.map(({ id }) => id);
  const { others } = await detectContradictions(
    tx,
    ids,
    facts.map(({ property }) => property),
  );
  await refreshStatus(tx, [...new Set([...parted.map(({ id }) => id), ...ids, ...others])]);
};
