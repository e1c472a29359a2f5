import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../../test/support/database';
import { createReadinessProbe } from './readiness';
import { connectClient } from './database-client';
import { openServiceDatabase, type ServiceDatabase } from './postgres';

/** Roles belong to the whole server, so these have names of their own. */
const OWN = `login_${randomBytes(4).toString('hex')}`;
const OTHER = `${OWN}_other`;
const ADMIN = `${OWN}_admin`;
const CREATED_ROLES = [`wizness_${OWN}`, `wizness_${OTHER}`, ADMIN];

let database: TestDatabase;
let admin: Client;
let logged: string;
let opened: ServiceDatabase[];

beforeEach(async () => {
  database = await cloneDatabase('logins', async () => undefined);
  admin = await connectClient(database.url);
  logged = '';
  opened = [];
});
afterEach(async () => {
  for (const { dataSource } of opened) await dataSource.destroy();
  await admin.query(`REVOKE CREATE ON DATABASE ${escapeIdentifier(admin.database ?? '')} FROM public`);
  await admin.end();
  await database.drop();
  const server = await connectClient(database.url, { database: 'postgres' });
  for (const role of CREATED_ROLES) await server.query(`DROP ROLE IF EXISTS ${escapeIdentifier(role)}`);
  await server.end();
});

const log = pino(
  { level: 'warn' },
  new Writable({
    write: (line, _, done) => {
      logged += String(line);
      done();
    },
  }),
);

const open = async (schema = OWN, url = database.url): Promise<DataSource> => {
  const created = await openServiceDatabase({ url, log, poolSize: 1 }, { schema, entities: [], migrations: [] });
  opened.push(created);
  return created.dataSource;
};

const whoAmI = async (db: DataSource): Promise<unknown> => {
  const [row] = await db.query<unknown[]>(
    `SELECT session_user::text AS session, current_user::text AS current, rolsuper AS superuser, rolcreaterole AS roles
     FROM pg_roles WHERE rolname = session_user`,
  );
  return row;
};

/** The address with the user `name`, created with these rights. */
const addressOf = async (name: string, rights: string): Promise<string> => {
  await admin.query(`CREATE ROLE ${escapeIdentifier(name)} LOGIN PASSWORD 'secret of the test' ${rights}`);
  await admin.query(`GRANT CREATE ON DATABASE ${escapeIdentifier(admin.database ?? '')} TO public`);
  const url = new URL(database.url);
  url.username = name;
  url.password = 'secret of the test';
  return url.href;
};

test('A service logs in with a role of its own, which has no rights beyond its schema', async () => {
  const db = await open();
  const role = `wizness_${OWN}`;
  expect(await whoAmI(db)).toEqual({ session: role, current: role, superuser: false, roles: false });
  await (await open(OTHER)).query('CREATE TABLE secrets (text text)');
  const attacks = [
    `SELECT * FROM ${OTHER}.secrets`,
    `DROP SCHEMA ${OTHER} CASCADE`,
    `CREATE TABLE ${OTHER}.mine (text text)`,
    `SET ROLE wizness_${OTHER}`,
    `SET SESSION AUTHORIZATION wizness_${OTHER}`,
    `SET ROLE ${escapeIdentifier(admin.user ?? '')}`,
    `COPY (SELECT 1) TO PROGRAM 'true'`,
    `COPY (SELECT 1) TO '/tmp/of-an-attacker'`,
    `SELECT pg_read_file('postgresql.conf')`,
    `SELECT rolpassword FROM pg_authid`,
    `ALTER ROLE wizness_${OWN} SUPERUSER`,
    'CREATE ROLE mine',
    'CREATE EXTENSION dblink',
    'CREATE SCHEMA mine',
    'CREATE TABLE public.mine (text text)',
  ];
  for (const statement of attacks) {
    for (const reset of ['RESET ROLE', 'SET ROLE NONE', 'RESET SESSION AUTHORIZATION', 'RESET ALL']) {
      await db.query(reset);
      await expect(db.query(statement)).rejects.toThrow(/permission denied|must be|must have|only roles/i);
    }
  }
  expect(logged).toBe('');
});

test('Every process of a service can log in, also those that start at the same time', async () => {
  const processes = await Promise.all(Array.from({ length: 6 }, () => open()));
  for (const db of processes) expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('Probes and other connections outside of the pool use the same login', async () => {
  await open();
  const [{ login }] = opened as [ServiceDatabase];
  const client = await connectClient(database.url, login);
  expect((await client.query('SELECT session_user::text AS session')).rows).toEqual([{ session: `wizness_${OWN}` }]);
  await client.end();
  await createReadinessProbe(database.url, login)();
});

test('A role of an earlier version, which could not log in, is kept with its tables', async () => {
  await admin.query(`CREATE ROLE wizness_${OWN} NOLOGIN`);
  await admin.query(`CREATE SCHEMA ${OWN} AUTHORIZATION wizness_${OWN}`);
  await admin.query(`SET ROLE wizness_${OWN}; CREATE TABLE ${OWN}.kept AS SELECT 1 AS one; RESET ROLE`);
  expect(await (await open()).query('SELECT one FROM kept')).toEqual([{ one: 1 }]);
});

test('A password that was changed is set again at the next start', async () => {
  await (await open()).query(`ALTER ROLE wizness_${OWN} PASSWORD 'of an attacker'`);
  expect(await whoAmI(await open())).toMatchObject({ session: `wizness_${OWN}` });
});

test('The password is derived from that of the database user and stored as a verifier, and no other one is accepted', async () => {
  await open();
  const [{ login }] = opened as [ServiceDatabase];
  expect(login.password).toMatch(/^[\w-]{43}$/);
  const { rows } = await admin.query<{ stored: string }>(
    `SELECT rolpassword AS stored FROM pg_authid WHERE rolname = ${escapeLiteral(`wizness_${OWN}`)}`,
  );
  expect(rows[0]?.stored).toMatch(/^SCRAM-SHA-256\$4096:/);
  const wrong = connectClient(database.url, { ...login, password: 'something else' });
  await expect(wrong).rejects.toThrow(/password authentication failed/);
});

test('A database user that may create roles need not be a superuser', async () => {
  const url = await addressOf(ADMIN, 'CREATEROLE');
  expect(await whoAmI(await open(OWN, url))).toMatchObject({ session: `wizness_${OWN}`, superuser: false });
  expect(logged).toBe('');
});

test('With a database user that may not create roles, services use that user, and a warning states it', async () => {
  const url = await addressOf(ADMIN, '');
  const db = await open(OWN, url);
  expect(await whoAmI(db)).toMatchObject({ session: ADMIN, current: ADMIN });
  await db.query('CREATE TABLE things (id int)');
  expect(logged).toContain('The database user may not create roles. All services use its own role.');
  expect(logged).not.toContain('secret of the test');
});

test('Where the role is not accepted, the service connects as the database user and switches to its role', async () => {
  await open();
  await admin.query(`ALTER ROLE wizness_${OWN} CONNECTION LIMIT 0`);
  const db = await open();
  expect(await whoAmI(db)).toMatchObject({ session: admin.user, current: `wizness_${OWN}` });
  expect(logged).toContain('does not let the service log in with its own role');
});
