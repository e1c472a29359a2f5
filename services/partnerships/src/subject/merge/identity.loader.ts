import { byKey, groupedByKey, idPrefix, rowsByKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { homeOf, MERGEABLE_PREFIXES } from './home';
import { Identity } from './identity.entity';

/** Each asked id with what it is now, and with what was merged into that. */
const MEMBERS = `WITH home AS (SELECT given.id AS asked, ${homeOf('given.id')} AS id FROM unnest($1::text[]) AS given (id))
  SELECT asked, id FROM home
  UNION ALL SELECT home.asked, merged.id FROM home JOIN identities merged ON merged.survivor_id = home.id
  ORDER BY 1, 2`;

/** Which subjects are one, as of the moment of `db`. */
export const createIdentityLoaders = (db: EntityManager) => {
  const identityById = byKey(rowsByKey(db, Identity, 'id'), ({ id }) => id);
  const membersById = groupedByKey(
    (ids: readonly string[]) => db.query<{ asked: string; id: string }[]>(MEMBERS, [ids]),
    ({ asked }) => asked,
  );
  return {
    /** The id of what a subject was merged into; its own if it was not. */
    homeOf: async (id: string): Promise<string> => (await identityById.load(id))?.survivorId ?? id,
    /** These ids, and all that are the same subjects. */
    membersOf: async (ids: readonly string[]): Promise<string[]> => {
      const mergeable = ids.filter((id) => MERGEABLE_PREFIXES.includes(idPrefix(id) ?? ''));
      const members = await Promise.all(mergeable.map((id) => membersById.load(id)));
      return [...new Set([...ids, ...members.flat().map(({ id }) => id)])];
    },
  };
};

export type IdentityLoaders = ReturnType<typeof createIdentityLoaders>;
