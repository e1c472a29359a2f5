import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { type Client, type ClientConfig, escapeIdentifier, escapeLiteral } from 'pg';
import { connectClient } from './database-client';

/** The user with which a service connects, instead of the user of the address. */
export type ServiceLogin = Pick<ClientConfig, 'user' | 'password'>;

/** invalid_password, invalid_authorization_specification */
const LOGIN_REFUSED = new Set(['28P01', '28000']);
const ITERATIONS = 4096;
const KEY_BYTES = 32;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * The form in which PostgreSQL stores a password (RFC 5803). It is sent instead of the password, so that the password
 * never appears in a log of statements.
 */
const scramVerifier = (password: string): string => {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
};

/**
 * The login of a role: with a password derived from that of the database user, so that all processes of a service know it
 * and nothing has to store it. Without a password if the server asks the database user for none.
 */
const loginOf = (role: string, adminPassword: string | undefined): ServiceLogin =>
  adminPassword
    ? { user: role, password: hmac(adminPassword, `login of ${role}`).toString('base64url') }
    : { user: role };

const tryLogin = async (url: string, login: ServiceLogin): Promise<unknown> => {
  try {
    await (await connectClient(url, login)).end();
    return null;
  } catch (error) {
    return (error as Error).cause;
  }
};

const isRefusal = (error: unknown): boolean => LOGIN_REFUSED.has(String((error as { code?: unknown }).code));

/**
 * Enables the role of a service to log in, without any right beyond its own schema, and returns its login. Null if the server
 * does not accept it, for example because its `pg_hba.conf` lists the users that may connect. `client` is connected to
 * `url` as a user who may change the role.
 */
export const provideLogin = async (client: Client, url: string, role: string): Promise<ServiceLogin | null> => {
  const login = loginOf(role, client.password);
  const refusal = await tryLogin(url, login);
  if (refusal === null) return login;
  if (!isRefusal(refusal)) return null;
  const password = typeof login.password === 'string' ? escapeLiteral(scramVerifier(login.password)) : 'NULL';
  // Another process may set the same password at the same time. PostgreSQL refuses one of the two, and both can log in.
  const failure = await client
    .query(`ALTER ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${password}`)
    .catch((error: unknown) => error);
  if ((await tryLogin(url, login)) === null) return login;
  if (failure instanceof Error) throw failure;
  return null;
};
