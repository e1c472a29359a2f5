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
    ['target_session_attrs=any', /has target_session_attrs="any"; known is read-write/],
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

describe('An address with several hosts', () => {
  const several = 'postgres://lea:secret@one.test:5433,two.test/wizness';

  test('lists them in order, with the port of PostgreSQL if one has none', () => {
    expect(readDatabaseAddress(`${several}?target_session_attrs=read-write&sslmode=disable`)).toEqual({
      user: 'lea',
      password: 'secret',
      host: 'one.test',
      port: 5433,
      database: 'wizness',
      ssl: false,
      hosts: [
        { host: 'one.test', port: 5433 },
        { host: 'two.test', port: 5432 },
      ],
    });
  });

  test.each([
    [several, /has several hosts without target_session_attrs=read-write/],
    ['postgres://lea@one.test,two.test:x/wizness?target_session_attrs=read-write', /is malformed/],
  ])('is refused if it does not say how to choose, or is malformed: %s', (url, message) => {
    expect(() => readDatabaseAddress(url)).toThrow(message);
  });
});
