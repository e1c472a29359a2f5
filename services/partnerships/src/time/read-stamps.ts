import type { EntityManager } from 'typeorm';

export interface Stamps {
  /** Of the last transaction that has changed what is known: all that is known up to it is committed. */
  readonly latest: Date;
  /** Of the last change to what is seen of the past: who may see a post, or a text that was deleted. */
  readonly pastChangedAt: Date;
}

/** The start of time for a graph that nobody has written to. */
const NEVER = new Date(0);

/** The stamps of the last changes. */
export const readStamps = async (db: EntityManager): Promise<Stamps> => {
  const [row] = await db.query<{ latest: Date | null; changed: Date | null }[]>(
    `SELECT (SELECT last FROM clock) AS latest,
      greatest((SELECT max(changed_at) FROM post_changes), (SELECT max(erased_at) FROM erased_facts)) AS changed`,
  );
  return { latest: row?.latest ?? NEVER, pastChangedAt: row?.changed ?? NEVER };
};
