import { slugOf } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/** The room that a number at the end of a slug needs. */
const MAX_BASE = 70;

/** A title without Latin letters or digits gives no slug: the end of the id is used instead. */
const baseOf = (title: string, id: string): string => {
  try {
    return slugOf(title).slice(0, MAX_BASE).replace(/-$/, '');
  } catch {
    return id.slice(-8);
  }
};

/** Locks a slug until the transaction ends. Without it, two transactions with the same new slug would both try to create the post. */
export const lockSlug = async (tx: EntityManager, slug: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`post ${slug}`]);
};

/** A slug for a new post that no post has: `my-title`, else `my-title-2` and so on. It is locked. */
export const takeFreeSlug = async (tx: EntityManager, title: string, id: string): Promise<string> => {
  const base = baseOf(title, id);
  await lockSlug(tx, base);
  // A slug has no characters with a meaning in a LIKE pattern.
  const rows = await tx.query<{ slug: string }[]>(`SELECT slug FROM posts WHERE slug = $1 OR slug LIKE $1 || '-%'`, [
    base,
  ]);
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  const slug = `${base}-${number}`;
  // An import may create a post with this slug.
  await lockSlug(tx, slug);
  return (await tx.query<unknown[]>('SELECT 1 FROM posts WHERE slug = $1', [slug])).length === 0
    ? slug
    : `${base}-${id.slice(-8)}`;
};
