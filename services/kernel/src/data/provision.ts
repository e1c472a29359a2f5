import { type Client, escapeIdentifier } from 'pg';
import type { Logger } from '../runtime/log';
import { provideLogin, type ServiceLogin } from './service-login';
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

/** How a service connects to its part of the database. */
export interface ServiceAccess {
  /** The login of the service's role; empty if the service connects as the user of the address. */
  readonly login: ServiceLogin;
  /** The role to switch to after connecting as the user of the address; null if there is nothing to switch. */
  readonly role: string | null;
}

export interface ProvisionOptions {
  /** The address to which `client` is connected. */
  readonly url: string;
  readonly storage: Storage;
  readonly log: Logger;
}

/**
 * Creates the service's role and schema if they are missing, and enables the role to log in. Where the server does not
 * accept that login, the service connects as the database user and switches to its role. Where the database user may not
 * create roles, it owns everything, and services can read each other's tables. A warning names either case.
 */
export const provision = async (client: Client, { url, storage, log }: ProvisionOptions): Promise<ServiceAccess> => {
  const { schema, viewSchema, extensions = [] } = storage;
  const schemas = viewSchema === undefined ? [schema] : [schema, viewSchema];
  for (const extension of extensions) {
    await ignoreExisting(client.query(`CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(extension)} SCHEMA public`));
  }
  const role = escapeIdentifier(roleOf(schema));
  try {
    await ignoreExisting(client.query(`CREATE ROLE ${role} NOLOGIN`));
    await ignoreExisting(client.query(`GRANT ${role} TO CURRENT_USER`));
    for (const each of schemas) {
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(each)} AUTHORIZATION ${role}`);
    }
    const login = await provideLogin(client, url, roleOf(schema));
    if (login) return { login, role: null };
    log.warn({ schema }, 'The database does not let the service log in with its own role. It switches to that role.');
    return { login: {}, role: roleOf(schema) };
  } catch (error) {
    if (sqlState(error) !== INSUFFICIENT_PRIVILEGE) throw error;
    log.warn({ schema }, 'The database user may not create roles. All services use its own role.');
    for (const each of schemas) await client.query(`CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(each)}`);
    return { login: {}, role: null };
  }
};
