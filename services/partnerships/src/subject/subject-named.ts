import { anonymous, appendEvent, appendEvents, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { sourcesVisibleTo } from '../visibility/source.visibility';
import type { RegisteredSubject } from './identity/identity.types';
import { subjectTableOf } from './subject-table';

/** The permanent slug of a subject. */
const readSlug = async (tx: EntityManager, id: string): Promise<string> => {
  const [row] = await tx.query<{ slug: string }[]>(`SELECT slug FROM ${subjectTableOf(id)} WHERE id = $1`, [id]);
  if (!row) throw new Error(`There is no subject "${id}".`);
  return row.slug;
};

/** Appends `SubjectNamed` with all names of a subject that was created or changed; nothing if it is as it was. */
export const logRegistered = async (
  tx: EntityManager,
  clock: Clock,
  registered: Pick<RegisteredSubject, 'id' | 'changed'>,
  names: readonly string[],
): Promise<void> => {
  if (registered.changed) await logNames(tx, clock, registered.id, names);
};

/** Appends `SubjectNamed` with all names of a subject. */
export const logNames = async (
  tx: EntityManager,
  clock: Clock,
  subject: string,
  names: readonly string[],
): Promise<void> => {
  const payload = { slug: await readSlug(tx, subject), names: [...names] };
  await appendEvent(tx, { type: 'SubjectNamed', subject, payload }, clock);
};

/** Public names of the organisation `subject`: everyone can see them, so all services may know them. */
const PUBLIC_NAMES = `
  ARRAY(SELECT named.value FROM organisation_names named
    WHERE named.organisation_id = subject AND ${sourcesVisibleTo(anonymous).name('named')} ORDER BY named.id)`;

const READ_NAMES = `SELECT subject, ${PUBLIC_NAMES} AS names FROM unnest($1::text[]) subject ORDER BY subject`;

interface Names {
  readonly subject: string;
  readonly names: string[];
}

/** The names of each organisation that an anonymous caller may see: displayed, without citation, or cited publicly. */
export const publicNamesOf = (tx: EntityManager, organisationIds: readonly string[]): Promise<Names[]> =>
  organisationIds.length === 0 ? Promise.resolve([]) : tx.query<Names[]>(READ_NAMES, [[...new Set(organisationIds)]]);

const REDACT = `
  UPDATE events SET payload = payload || jsonb_build_object('names', to_jsonb(${PUBLIC_NAMES}))
  WHERE type = 'SubjectNamed' AND subject = ANY($1)`;

/**
 * Makes a change to names, their citations or the audience of what they are cited from. If that changes which names of
 * these organisations are public, appends `SubjectNamed` with those that are now, and leaves only these in the events
 * before, because a log must not keep what was hidden or deleted. `tx` must be in a transaction.
 */
export const withNamesLogged = async <Result>(
  tx: EntityManager,
  clock: Clock,
  organisationIds: readonly string[],
  change: () => Promise<Result>,
): Promise<Result> => {
  const before = new Map(
    (await publicNamesOf(tx, organisationIds)).map((each) => [each.subject, JSON.stringify(each.names)]),
  );
  const result = await change();
  const after = await publicNamesOf(tx, organisationIds);
  const changed = after.filter(({ subject, names }) => JSON.stringify(names) !== before.get(subject));
  if (changed.length === 0) return result;
  await tx.query(REDACT, [changed.map(({ subject }) => subject)]);
  const events = changed.map(({ subject, names }) => ({ type: 'SubjectNamed' as const, subject, payload: { names } }));
  await appendEvents(tx, events, clock);
  return result;
};

/** Ids of the organisations that have these names, given by the ids of their rows. */
export const organisationsNamed = async (tx: EntityManager, nameIds: readonly string[]): Promise<string[]> => {
  if (nameIds.length === 0) return [];
  const sql = 'SELECT DISTINCT organisation_id AS id FROM organisation_names WHERE id = ANY($1::bigint[])';
  return (await tx.query<{ id: string }[]>(sql, [nameIds])).map(({ id }) => id);
};

const ORGANISATIONS_NAMED_IN = `
  SELECT DISTINCT named.organisation_id AS id FROM citations citation
  JOIN organisation_names named ON named.id = citation.organisation_name_id
  JOIN sources source ON source.id = citation.source_id
  WHERE source.post_id = ANY($1) OR source.id = ANY($1)`;

/**
 * Makes a change to the audiences or texts of posts, or to sources, as {@link withNamesLogged} does for the organisations
 * whose names they give.
 */
export const withNamesOfTextsLogged = async <Result>(
  tx: EntityManager,
  clock: Clock,
  sourceOrPostIds: readonly string[],
  change: () => Promise<Result>,
): Promise<Result> => {
  const named = await tx.query<{ id: string }[]>(ORGANISATIONS_NAMED_IN, [sourceOrPostIds]);
  const ids = named.map(({ id }) => id);
  return withNamesLogged(tx, clock, ids, change);
};
