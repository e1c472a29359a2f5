/** Prefixes of the ids of subjects that can be merged. */
export const MERGEABLE_PREFIXES: readonly string[] = ['org', 'person'];

/**
 * The subject that a stated id is now, in SQL: merges move nothing, so whoever reads by subject reads by these. `identities`
 * is the table, or its view of the past.
 */
export const homeOf = (column: string): string =>
  `coalesce((SELECT identity.survivor_id FROM identities identity WHERE identity.id = ${column}), ${column})`;

/** Joins the identity of `column` as `alias`; {@link joinedHome} is then what {@link homeOf} is. For many rows. */
export const joinIdentity = (alias: string, column: string): string =>
  `LEFT JOIN identities ${alias} ON ${alias}.id = ${column}`;

export const joinedHome = (alias: string, column: string): string => `coalesce(${alias}.survivor_id, ${column})`;

/** An array of `ids`, an array of ids, with all that is the same subject: what they are now, and what was merged into that. */
export const membersOf = (ids: string): string => `ARRAY(
  WITH home AS (SELECT ${homeOf('given.id')} AS id FROM unnest(CAST(${ids} AS text[])) AS given (id))
  SELECT home.id FROM home UNION SELECT merged.id FROM home JOIN identities merged ON merged.survivor_id = home.id)`;

/** An array of what was merged into the subject `id`, in the order of merging. */
export const mergedInto = (id: string): string =>
  `ARRAY(SELECT merged.id FROM identities merged WHERE merged.survivor_id = ${id} ORDER BY merged.merged_at, merged.id)`;

/** Whether the subject was merged into another one. */
export const isMerged = (id: string): string => `EXISTS (SELECT FROM identities merged WHERE merged.id = ${id})`;
