import { join, resolve } from 'node:path';
import { catalogue, databaseOf, databaseReadUrlSetting, databaseUrlSetting } from '@wizness/kernel';
import { readStartSettings } from './environment';
import { withFreePorts } from './ports';
import { mailNotice } from './startup-message';

test('Every setting has a default', () => {
  const { start, gateway, addresses, services } = readStartSettings({});
  expect(start).toEqual({
    databaseUrl: null,
    DATA_DIR: '.data',
    EVENT_RETENTION_DAYS: 30,
    RATE_LIMIT_PERCENT: 100,
    loadsDemo: true,
  });
  expect(gateway).toMatchObject({ port: 4000, host: '127.0.0.1', logLevel: 'warn', externalIssuer: null });
  expect(addresses).toEqual(
    catalogue.map(({ name, port, urlSetting }) => ({
      name,
      host: '127.0.0.1',
      port,
      url: `http://127.0.0.1:${port}`,
      urlSetting,
    })),
  );
  expect(services.membership).toMatchObject({ publicUrl: 'http://127.0.0.1:4000', smtpUrl: null });
});

test('Demo data are loaded into the embedded database, and into a DATABASE_URL only if DEMO is 1', () => {
  const loadsDemo = (variables: NodeJS.ProcessEnv) => readStartSettings(variables).start.loadsDemo;
  const DATABASE_URL = 'postgres://lea@db.test/wizness';
  expect([{}, { DATABASE_URL }, { DATABASE_URL, DEMO: '1' }, { DEMO: '0' }].map(loadsDemo)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('A service without an address of its own has that of DATABASE_URL, with its name for {service}', () => {
  const databases = (variables: NodeJS.ProcessEnv) => readStartSettings(variables).start.databaseUrl;
  const url = 'postgres://me@db.test/wizness_{service}';
  const found = databases({ DATABASE_URL: url, RATINGS_DATABASE_URL: 'postgres://me@other.test/ratings' });
  expect(catalogue.map(({ name }) => found && databaseOf(found, name).url)).toEqual([
    'postgres://me@db.test/wizness_content',
    'postgres://me@db.test/wizness_membership',
    'postgres://me@db.test/wizness_partnerships',
    'postgres://me@other.test/ratings',
  ]);
  const own = Object.fromEntries(
    catalogue.map(({ name }) => [databaseUrlSetting(name), `postgres://me@${name}.test/w`]),
  );
  expect(databases(own)).toMatchObject({ content: { url: 'postgres://me@content.test/w' } });
  expect(() => databases({ RATINGS_DATABASE_URL: url })).toThrow(
    /DATABASE_URL: is required, unless all of CONTENT_DATABASE_URL, /,
  );
});

test('A process gets the addresses of its own database only', () => {
  const url = 'postgres://me:secret@db.test/w';
  const names = catalogue.flatMap(({ name }) => [databaseUrlSetting(name), databaseReadUrlSetting(name)]);
  const { childVariables } = readStartSettings({
    ...Object.fromEntries(['DATABASE_URL', 'DATABASE_READ_URL', ...names].map((name) => [name, url])),
    LOG_LEVEL: 'info',
  });
  expect(childVariables).toMatchObject({ LOG_LEVEL: 'info' });
  expect(JSON.stringify(childVariables)).not.toContain('secret');
});

test('A SUBGRAPH_SECRET that is set is kept, and checked', () => {
  const secret = 's'.repeat(32);
  expect(readStartSettings({ SUBGRAPH_SECRET: secret }).start.SUBGRAPH_SECRET).toBe(secret);
  expect(() => readStartSettings({ SUBGRAPH_SECRET: 'short' })).toThrow(/SUBGRAPH_SECRET: must be at least 32/);
});

test('One error lists the wrong settings of the start, the gateway and the services', () => {
  const variables = {
    PORT: 'x',
    DATABASE_URL: 'mysql://a',
    CONTENT_PORT: '65536',
    CONTENT_URL: 'content',
    RATINGS_PORT: '1.5',
    TRUSTED_PROXIES: 'proxy',
    SMTP_URL: 'mail.test',
  };
  expect(() => readStartSettings(variables)).toThrow(
    /DATABASE_URL: [^]*PORT: [^]*TRUSTED_PROXIES: [^]*CONTENT_PORT: must be a port[^]*RATINGS_PORT: [^]*CONTENT_URL: [^]*SMTP_URL: /,
  );
  expect(() => readStartSettings(variables)).not.toThrow(/PUBLIC_URL/);
});

describe('The public URL and the mail folder', () => {
  test('default to the address of the gateway and a folder in DATA_DIR', () => {
    const { gateway, services } = readStartSettings({ PORT: '4400', DATA_DIR: 'somewhere' });
    const mailFolder = resolve(join('somewhere', 'mail'));
    expect(gateway.publicUrl).toBe('http://127.0.0.1:4400');
    expect(services.content.publicUrl).toBe('http://127.0.0.1:4400');
    expect(services.membership).toMatchObject({ publicUrl: 'http://127.0.0.1:4400', mailFolder });
    expect(mailNotice(services.membership)).toContain(`Mails are written to ${mailFolder}\n`);
  });

  test('are those that are set', () => {
    const { gateway, services } = readStartSettings({
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://wizness.test',
      MAIL_DIR: '/mail',
      SMTP_URL: 'smtp://mail.test',
      MAIL_FROM: 'a@b',
    });
    expect(gateway.publicUrl).toBe('https://wizness.test');
    expect(services.membership).toMatchObject({ publicUrl: 'https://wizness.test', mailFolder: '/mail' });
    expect(mailNotice(services.membership)).toBe('Mails are sent through SMTP_URL.');
  });

  test('name the free port that is taken instead of port 0', async () => {
    const variables = await withFreePorts(['PORT'], { PORT: '0' });
    const { gateway, services } = readStartSettings(variables);
    expect(gateway.port).toBeGreaterThan(0);
    expect(services.membership.publicUrl).toBe(`http://127.0.0.1:${gateway.port}`);
  });

  test('use an address that can be opened in a browser if the gateway listens on all addresses', () => {
    expect(readStartSettings({ HOST: '0.0.0.0' }).gateway.publicUrl).toBe('http://127.0.0.1:4000');
    expect(readStartSettings({ HOST: '::1' }).gateway.publicUrl).toBe('http://[::1]:4000');
  });
});

test('A service is called at its port, or at its URL if that is set', () => {
  const { addresses } = readStartSettings({
    CONTENT_PORT: '5011',
    RATINGS_PORT: '5014',
    RATINGS_URL: 'https://proxy.test/ratings/',
  });
  expect(addresses.map(({ port, url }) => [port, url])).toEqual([
    [5011, 'http://127.0.0.1:5011'],
    [4012, 'http://127.0.0.1:4012'],
    [4013, 'http://127.0.0.1:4013'],
    [5014, 'https://proxy.test/ratings'],
  ]);
});
