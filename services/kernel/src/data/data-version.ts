import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { internalProcedure } from '../http/procedure';

/**
 * `GET /data-version`: a text that changes with every transaction that writes, whoever sends it. Everything that a service
 * reads between two equal versions is the same.
 */
export const dataVersionProcedure = internalProcedure('data-version', z.object({}), z.object({ version: z.string() }), {
  method: 'GET',
});

/**
 * The version of the data that statements see now. It is the snapshot of PostgreSQL: which transactions have ended. Writes
 * that need no event, such as a reaction, change it too, and so do those to other schemas and databases of the server.
 */
export const readDataVersion = async (db: EntityManager): Promise<string> => {
  const [row] = await db.query<{ version: string }[]>('SELECT pg_current_snapshot()::text AS version');
  if (!row) throw new Error('PostgreSQL returned no snapshot.');
  return row.version;
};
