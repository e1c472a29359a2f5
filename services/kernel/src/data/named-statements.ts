import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/** Named statements of one connection. Each holds some 64 kB of the server's memory. */
const MOST_NAMES = 250;

/** Texts that a pool remembers. Beyond that, new ones are sent without a name. */
const MOST_TEXTS = 2000;

/** The error of PostgreSQL where a table has other columns than when the statement was prepared. */
const RESULT_TYPE_CHANGED = '0A000';

/** Several statements in one text cannot be prepared. */
const isReading = (text: string): boolean => /^\s*(SELECT|WITH)\b[^;]*$/i.test(text);

type Send = (text: string, parameters?: readonly unknown[]) => Promise<unknown>;

/**
 * Lets the connections of a pool prepare the statements that read, so that PostgreSQL parses each only once: a statement
 * gets a name when it is sent for the second time. Returns a function that is called once for each connection.
 *
 * PostgreSQL may plan a named statement for any parameters after five runs. Such a plan uses no partial index whose
 * condition is a parameter: write the constants of partial indexes into the statement.
 */
export const createNaming = () => {
  const names = new Map<string, string | null>();
  const nameOf = (text: string): string | null => {
    const name = names.get(text);
    if (name) return name;
    if (name === undefined) {
      if (names.size < MOST_TEXTS) names.set(text, null);
      return null;
    }
    const digest = createHash('sha256').update(text).digest('base64url').slice(0, 40);
    names.set(text, digest);
    return digest;
  };
  return (client: Client): Send => {
    const query = client.query.bind(client) as (...parameters: unknown[]) => Promise<unknown>;
    const prepared = new Set<string>();
    return async (text, parameters) => {
      if (!isReading(text)) return query(text, parameters);
      const name = nameOf(text);
      if (name === null || (!prepared.has(name) && prepared.size >= MOST_NAMES)) return query(text, parameters);
      prepared.add(name);
      try {
        return await query({ name, text, values: parameters });
      } catch (error) {
        // Each later run of the statement would fail too: the pool opens another connection.
        if ((error as { code?: unknown }).code === RESULT_TYPE_CHANGED) void client.end();
        throw error;
      }
    };
  };
};
