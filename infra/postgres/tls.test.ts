import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, openDatabase, readEnvironment, settings } from '@wizness/kernel';
import { query } from '../test/support/embedded-owners';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { unprivilegedUser } from './server-user';

const log = createLogger('test', 'silent');

let directory: string;
let postgres: EmbeddedPostgres;

const openssl = (...parameters: string[]): void => {
  execFileSync('openssl', parameters, { cwd: directory, stdio: 'ignore' });
};

/** A certificate authority, and a certificate of it for the name `localhost`. */
const makeCertificates = (): void => {
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test authority');
  openssl('req', '-x509', ...key, '-keyout', 'other.key', '-out', 'other.pem', '-days', '2', '-subj', '/CN=Other');
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  writeFileSync(join(directory, 'names'), 'subjectAltName=DNS:localhost');
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.pem', ...signing);
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wizness-tls-'));
  // Otherwise the user of PostgreSQL could not reach the data, and they would be in another folder.
  chmodSync(directory, 0o755);
  makeCertificates();
  postgres = await startEmbeddedPostgres({ directory: join(directory, 'data'), durable: false, log });
  const user = unprivilegedUser();
  for (const file of ['server.key', 'server.pem']) {
    const copy = join(postgres.directory, 'cluster', file);
    copyFileSync(join(directory, file), copy);
    if (user) chownSync(copy, user.uid, user.gid);
  }
  const url = postgres.url('postgres');
  await query(url, `ALTER SYSTEM SET ssl_cert_file = 'server.pem'`);
  await query(url, `ALTER SYSTEM SET ssl_key_file = 'server.key'`);
  await query(url, `ALTER SYSTEM SET ssl = on`);
  await query(url, 'SELECT pg_reload_conf()');
});
afterAll(async () => {
  await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
});

const storage = { schema: 'encrypted', entities: [], migrations: [] };

/** Whether the connections of a pool at DATABASE_URL with `parameters` are encrypted. */
const isEncrypted = async (parameters: string, host = 'localhost'): Promise<boolean> => {
  const url = `${postgres.url('postgres').replace('127.0.0.1', host)}?${parameters}`;
  const { DATABASE_URL } = readEnvironment({ DATABASE_URL: settings.databaseUrl }, { DATABASE_URL: url });
  const db = await openDatabase({ url: DATABASE_URL, log, poolSize: 1 }, storage);
  try {
    // Asked by the superuser: the role of a service may not see it.
    const rows = await query<{ ssl: boolean }>(
      postgres.url('postgres'),
      `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'wizness-encrypted'`,
    );
    expect(rows).toHaveLength(1);
    return rows[0]?.ssl ?? false;
  } finally {
    await db.destroy();
  }
};

const authority = (name: string): string => `sslrootcert=${join(directory, name)}`;

describe('sslmode in DATABASE_URL', () => {
  test('disable does not encrypt', async () => {
    expect(await isEncrypted('sslmode=disable')).toBe(false);
  });

  test('require encrypts, whoever has issued the certificate', async () => {
    expect(await isEncrypted('sslmode=require')).toBe(true);
  });

  test('verify-full encrypts if the authority has issued the certificate for this host', async () => {
    expect(await isEncrypted(`sslmode=verify-full&${authority('ca.pem')}`)).toBe(true);
  });

  test.each([
    [
      'another authority',
      `sslmode=verify-full&`,
      'other.pem',
      'localhost',
      /Cannot connect .*: .*(certificate|issuer)/,
    ],
    ['another host', `sslmode=verify-full&`, 'ca.pem', '127.0.0.1', /Cannot connect .*: .*altnames/],
    ['another authority', `sslmode=verify-ca&`, 'other.pem', 'localhost', /Cannot connect .*: .*(certificate|issuer)/],
  ])('refuses a certificate of %s with %s', async (_, mode, file, host, message) => {
    await expect(isEncrypted(mode + authority(file), host)).rejects.toThrow(message);
  });

  test('verify-full without an authority refuses a certificate that no public authority has issued', async () => {
    await expect(isEncrypted('sslmode=verify-full')).rejects.toThrow(/Cannot connect .*: .*certificate/);
  });

  test('verify-ca accepts another host', async () => {
    expect(await isEncrypted(`sslmode=verify-ca&${authority('ca.pem')}`, '127.0.0.1')).toBe(true);
  });
});
