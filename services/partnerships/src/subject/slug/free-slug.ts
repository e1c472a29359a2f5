import { slugOf } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/** A name without Latin letters or digits gives no slug: the end of the id is used instead. */
const slugOfName = (name: string, id: string): string => {
  try {
    return slugOf(name);
  } catch {
    return id.slice(-8);
  }
};

/** The slug of `name` that is not in `taken`: `renault`, else `renault-2`, `renault-3` and so on. */
export const firstFreeSlug = (name: string, id: string, taken: ReadonlySet<string>): string => {
  const slug = slugOfName(name, id);
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
};

/** {@link firstFreeSlug} for a new row of `table`. The caller holds the registration lock. */
export const freeSlug = async (
  tx: EntityManager,
  table: 'organisations' | 'people' | 'programmes' | 'partnerships',
  name: string,
  id: string,
): Promise<string> => {
  // A slug has no characters with a meaning in a LIKE pattern.
  const taken: { slug: string }[] = await tx.query(
    `SELECT slug FROM ${table} WHERE slug = $1 OR slug LIKE $1 || '-%'`,
    [slugOfName(name, id)],
  );
  return firstFreeSlug(name, id, new Set(taken.map(({ slug }) => slug)));
};
