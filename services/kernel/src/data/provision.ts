import { type Client, escapeIdentifier } from 'pg';
import type { Logger } from '../runtime/log';
import type { Storage } from './storage';

const roleOf = (schema: string): string => `wizness_${schema}`;

/** duplicate_object, unique_violation, duplicate_schema */
const ALREADY_EXISTS = new Set(['42710', '23505', '42P06']);
const INSUFFICIENT_PRIVILEGE = '42501';

const sqlState = (error: unknown): string => String((error as { code?: unknown }).code);

const ignoreExisting = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!ALREADY_EXISTS.has(sqlState(error))) throw error;
  });
};

/**
 * Creates the service's role and schema if they are missing. Returns the role that owns the schema; null if the database
 * user may not create roles: then that user owns everything, and services can read each other's tables.
 */
export const provision = async (
  client: Client,
  { schema, extensions = [] }: Storage,
  log: Logger,
): Promise<string | null> => {
  for (const extension of extensions) {
    await ignoreExisting(client.query(`CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(extension)} SCHEMA public`));
  }
  const role = escapeIdentifier(roleOf(schema));
  try {
    await ignoreExisting(client.query(`CREATE ROLE ${role} NOLOGIN`));
    await ignoreExisting(client.query(`GRANT ${role} TO CURRENT_USER`));
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)} AUTHORIZATION ${role}`);
    return roleOf(schema);
  } catch (error) {
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    log.warn({ schema }, 'The database user may not create roles. All services use its own role.');
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)}`);
    return null;
  }
};
