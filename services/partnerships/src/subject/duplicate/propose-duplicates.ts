import { type EntityManager, In } from 'typeorm';
import { Identifier } from '../../organisation/identifier/identifier.entity';
import { exclusiveKey } from '../../organisation/identifier/normalise-identifier';
import { nameKey } from '../../organisation/name-key';
import { DuplicateCandidate } from '../identity/duplicate-candidate.entity';
import type { DuplicateReason } from '../identity/identity.types';
import { subjectTableOf } from '../subject-table';
import { scoreNames } from './score-names';

/** Pairs with a lower score are not kept. */
const LEAST_SCORE = 0.5;
const OTHER_IDENTIFIER = 0.5;
/** Names that are compared with one that was added. */
const MOST_SIMILAR = 50;

const NAMES = {
  organisations: 'SELECT organisation_id AS id, value, name_key FROM organisation_names',
  people: 'SELECT id, name AS value, name_key FROM people',
} as const;

interface Named {
  readonly id: string;
  readonly value: string;
  readonly mine: string;
}

/** Names of others of the kind that have many letters in common with these, by the index of trigrams. */
const similarNames = async (
  tx: EntityManager,
  id: string,
  table: keyof typeof NAMES,
  names: readonly string[],
): Promise<Named[]> => {
  await tx.query(`SELECT set_config('pg_trgm.similarity_threshold', '0.4', true)`);
  return tx.query<Named[]>(
    `SELECT alike.* FROM unnest($2::text[], $3::text[]) AS given (mine, key) CROSS JOIN LATERAL (
       SELECT named.id, named.value, given.mine FROM (${NAMES[table]}) named
       WHERE named.name_key OPERATOR(public.%) given.key AND named.id <> $1
       ORDER BY public.similarity(named.name_key, given.key) DESC, named.id LIMIT ${MOST_SIMILAR}) alike`,
    [id, names, names.map(nameKey)],
  );
};

/** Numbers of others that the subject has another one of, by their ids. */
const otherNumbers = async (tx: EntityManager, id: string, ids: readonly string[]): Promise<Map<string, string>> => {
  const identifiers = ids.length === 0 ? [] : await tx.findBy(Identifier, { organisationId: In([id, ...ids]) });
  const own = new Map(
    identifiers.filter((each) => each.organisationId === id).map((each) => [exclusiveKey(each), each.value]),
  );
  return new Map(
    identifiers.flatMap((each) => {
      const mine = own.get(exclusiveKey(each));
      const isOther = exclusiveKey(each) !== null && mine !== undefined && mine !== each.value;
      return isOther ? [[each.organisationId, `${each.scheme} ${each.value}`] as const] : [];
    }),
  );
};

/**
 * Finds the organisations or persons that may be the same as `id`, by its `names`, and stores those pairs. A pair that a
 * person has decided about stays as it is. `tx` holds the registration lock.
 */
export const proposeDuplicates = async (tx: EntityManager, id: string, names: readonly string[]): Promise<void> => {
  const table = subjectTableOf(id);
  if ((table !== 'organisations' && table !== 'people') || names.length === 0) return;
  const best = new Map<string, { readonly score: number; readonly words: string }>();
  for (const { id: other, value, mine } of await similarNames(tx, id, table, names)) {
    const score = scoreNames(mine, value);
    if (score > (best.get(other)?.score ?? 0)) best.set(other, { score, words: value });
  }
  const numbers = table === 'organisations' ? await otherNumbers(tx, id, [...best.keys()]) : new Map<string, string>();
  const rows = [...best].flatMap(([other, { score, words }]) => {
    const number = numbers.get(other);
    const rated = score - (number === undefined ? 0 : OTHER_IDENTIFIER);
    if (rated < LEAST_SCORE) return [];
    const [aId = '', bId = ''] = [id, other].toSorted();
    const reasons: DuplicateReason[] = [{ code: score >= 0.95 ? 'SAME_NAME' : 'SIMILAR_NAME', words }];
    if (number !== undefined) reasons.push({ code: 'OTHER_IDENTIFIER', words: number });
    return [{ aId, bId, reasons, score: rated.toFixed(2), isDistinct: false }];
  });
  if (rows.length === 0) return;
  await tx.createQueryBuilder().insert().into(DuplicateCandidate).values(rows).orIgnore().execute();
};
