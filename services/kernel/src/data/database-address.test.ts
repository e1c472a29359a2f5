import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDatabaseAddress } from './database-address';

const HOST = 'postgres://lea:secret@db.test:5433/wizness';

test('Without parameters, the connection is not encrypted', () => {
  expect(readDatabaseAddress(HOST)).toEqual({
    user: 'lea',
    password: 'secret',
    host: 'db.test',
    port: 5433,
    database: 'wizness',
  });
});

describe('sslmode', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wizness-address-'));
    writeFileSync(join(folder, 'ca.pem'), 'the authority');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    ['disable', false],
    ['require', { rejectUnauthorized: false }],
    ['verify-full', {}],
  ])('%s has the meaning that libpq gives it', (mode, ssl) => {
    expect(readDatabaseAddress(`${HOST}?sslmode=${mode}`).ssl).toEqual(ssl);
  });

  test('verify-full and verify-ca trust the authority of sslrootcert, and only verify-full checks the name', () => {
    const authority = `sslrootcert=${join(folder, 'ca.pem')}`;
    expect(readDatabaseAddress(`${HOST}?sslmode=verify-full&${authority}`).ssl).toEqual({ ca: 'the authority' });
    expect(readDatabaseAddress(`${HOST}?sslmode=verify-ca&${authority}`).ssl).toEqual({
      ca: 'the authority',
      checkServerIdentity: expect.any(Function),
    });
  });

  test.each([
    ['sslmode=maximum', /has an unknown sslmode "maximum"; known are disable, require, verify-ca, verify-full/],
    ['sslmode=verify-ca', /sslmode=verify-ca without sslrootcert/],
    ['sslrootcert=/no/such/file.pem', /names a file that cannot be read: \/no\/such\/file\.pem \(ENOENT\)/],
    ['schema=public', /has an unknown parameter "schema"; known are sslmode,/],
  ])('%s is refused, without the password in the message', (parameters, message) => {
    const read = () => readDatabaseAddress(`${HOST}?${parameters}`);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/secret/);
  });
});

test('Other parameters that are known are kept', () => {
  const address = readDatabaseAddress(
    `${HOST}?application_name=mine&options=-c%20work_mem%3D8MB&channel_binding=require&host=/run/postgresql`,
  );
  expect(address).toMatchObject({
    host: '/run/postgresql',
    application_name: 'mine',
    options: '-c work_mem=8MB',
    enableChannelBinding: true,
  });
});
