import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadServices, readGatewaySettings } from '@wizness/gateway';
import { catalogue, databaseReadUrlSetting, databaseUrlSetting, readSubgraphSettings } from '@wizness/kernel';
import { readCommandSettings } from '../command/environment';
import { portSetting, readStartSettings } from './environment';

const SECRET = 'hunter2-hunter2';
const PORT_RULE = /must be a port number, 0 to 65535 \(0 selects a free port\)/;
const URL_RULE = /must be an http or https address without user name, query and fragment, such as http:/;
const TIMEOUT_RULE = /must be a whole number of milliseconds from 1 to 2147483647/;
const COUNT_RULE = /must be a whole number( of \w+)? from 1 to \d+/;
const LISTED_RULE = /must be one of \w+, \w+/;

/** For each setting: wrong values, and the rule that its refusal has to state. A setting without wrong values takes any text. */
const SETTINGS: Readonly<Record<string, readonly [wrong: readonly string[], rule: RegExp]>> = {
  ANSWER_CACHE_SECONDS: [['-1', '3601', 'soon'], /must be a whole number from 0 to 3600/],
  PORT: [['-1', '65536', '4000.5', 'four'], PORT_RULE],
  HOST: [['http://127.0.0.1', 'my host'], /must be an address of this machine to listen on, such as 127\.0\.0\.1/],
  DATABASE_URL: [
    ['127.0.0.1:5432', `mysql://me:${SECRET}@db/w`, `postgres://me:${SECRET}@db/w?ssl=1`],
    /must be a PostgreSQL address: postgres:|has an unknown parameter "ssl"; known are sslmode/,
  ],
  DATABASE_READ_URL: [[`mysql://me:${SECRET}@db/w`], /must be a PostgreSQL address: postgres:/],
  DATABASE_READ_WAIT_MS: [['0', '1s'], TIMEOUT_RULE],
  DATABASE_POOL_SIZE: [['0', '1001', 'many'], COUNT_RULE],
  DATABASE_ACQUIRE_TIMEOUT_MS: [['0', '2s'], TIMEOUT_RULE],
  DATABASE_STATEMENT_TIMEOUT_MS: [['0', '2s'], TIMEOUT_RULE],
  DATABASE_LOCK_TIMEOUT_MS: [['5000'], /must be less than SUBGRAPH_TIMEOUT_MS/],
  DRAIN_SECONDS: [['-1', '5s', '3601'], /must be a whole number of seconds from 0 to 3600/],
  DEMO: [['yes', '2'], /must be 0 or 1/],
  DATA_DIR: [[], /./],
  LOG_LEVEL: [['WARN', 'loud'], LISTED_RULE],
  FILES_DIR: [[], /./],
  FILES_BUCKET_URL: [['wizness-files', 'https://s3.example.org'], /must be the address of a bucket, such as https:/],
  FILES_BUCKET_REGION: [[], /./],
  FILES_BUCKET_KEY_ID: [[], /./],
  FILES_BUCKET_SECRET: [[], /./],
  MAX_POST_TITLE_LENGTH: [['0', '1001'], COUNT_RULE],
  MAX_POST_BODY_LENGTH: [['0', '400001'], COUNT_RULE],
  MAX_UPLOAD_BYTES: [['0', '10MB'], COUNT_RULE],
  WEBHOOK_SECRET: [[SECRET], /must be at least 32 characters/],
  WEBHOOK_ALLOWED_HOSTS: [['http://127.0.0.1', 'a b'], /must be host names or addresses without a port/],
  DATA_LICENCE: [
    ['CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'],
    /must be the name of a licence and its/,
  ],
  PUBLIC_URL: [['wizness.test', `https://me:${SECRET}@wizness.test`, 'https://wizness.test/?a'], URL_RULE],
  SMTP_URL: [[`http://me:${SECRET}@mail.test`, 'mail.test'], /must be the URL of a mail server: smtps:/],
  MAIL_FROM: [['wizness'], /must be an email address: Wizness </],
  MAIL_DIR: [[], /./],
  OIDC_ISSUER: [['login.example.org'], /must be a URL, exactly the `iss` of its tokens/],
  OIDC_AUDIENCE: [[], /./],
  OIDC_JWKS_URL: [['http://login.example.org', 'jwks'], /must be an https address, or an http address of this machine/],
  TRUSTED_PROXIES: [
    ['proxy', '10.0.0.0/33', '10.0.0.1 10.0.0.2'],
    /must be addresses or networks, such as 10\.0\.0\.0\/8/,
  ],
  ALLOWED_ORIGINS: [
    ['https://a.test/', 'a.test', '*,https://a.test'],
    /must be `\*`, or origins without a path, such as/,
  ],
  NATS_URL: [
    ['127.0.0.1:4222', `http://me:${SECRET}@nats.test`, 'nats://one,two'],
    /must be the addresses of NATS servers: nats:/,
  ],
  EVENT_RETENTION_DAYS: [['0', '36501', 'ever'], COUNT_RULE],
  RATE_LIMIT_PERCENT: [['-1', 'half'], /must be a whole number of percent from 0 to 100000/],
  SUBGRAPH_SECRET: [[SECRET], /must be at least 32 characters/],
  SUBGRAPH_TIMEOUT_MS: [['0', '5s', '2147483648'], TIMEOUT_RULE],
  OPERATION_TIMEOUT_MS: [['0', '-5'], TIMEOUT_RULE],
  REQUEST_TIMEOUT_MS: [['0', '1e3'], TIMEOUT_RULE],
  MAX_QUERY_DEPTH: [['0', 'deep'], COUNT_RULE],
  MAX_QUERY_SELECTIONS: [['0', '1.5'], COUNT_RULE],
  MAX_QUERY_ALIASES: [['-1'], COUNT_RULE],
  MAX_QUERY_COST: [['1 000'], COUNT_RULE],
  MAX_RESPONSE_BYTES: [['10MB'], COUNT_RULE],
  MAX_BUFFERED_BYTES: [['0x10'], COUNT_RULE],
  MAX_COST_PER_MINUTE: [['-1', 'many'], /must be a whole number from 0 to \d+/],
  MAX_SUBSCRIPTIONS: [['0', 'many'], COUNT_RULE],
  MAX_SUBSCRIPTIONS_PER_CALLER: [['0', 'many'], COUNT_RULE],
  GATEWAY_COUNT: [['0', 'two'], COUNT_RULE],
  PERSISTED_OPERATIONS: [['off'], LISTED_RULE],
  PERSISTED_OPERATIONS_FOLDER: [[], /./],
  METRICS_PORT: [['-1', 'high'], PORT_RULE],
  SERVER_TIMING: [['yes'], LISTED_RULE],
  OTEL_EXPORTER_OTLP_ENDPOINT: [['127.0.0.1:4318'], URL_RULE],
  SUPERGRAPH_FILE: [[], /./],
  GRAPHQL_SERVER: [['yoga'], LISTED_RULE],
  SHARE_QUERIES: [['yes'], LISTED_RULE],
  QUERY_PLANNER: [['rust'], LISTED_RULE],
  MAX_PLAN_BYTES: [['64MB'], COUNT_RULE],
  OVERRIDE_LABELS: [[], /./],
  MODE: [['both'], LISTED_RULE],
  ...Object.fromEntries(
    catalogue.flatMap(({ name, urlSetting }) => [
      [portSetting(name), [['-1', 'high'], PORT_RULE] as const],
      [databaseUrlSetting(name), [[`mysql://me:${SECRET}@db/w`], /must be a PostgreSQL address: postgres:/] as const],
      [
        databaseReadUrlSetting(name),
        [[`mysql://me:${SECRET}@db/w`], /must be a PostgreSQL address: postgres:/] as const,
      ],
      [urlSetting, [[`${name}:4011`, `http://me:${SECRET}@${name}`], URL_RULE] as const],
    ]),
  ),
};

/** Settings of the tests, and the one that only a gateway as a process of its own reads. */
const NOT_OF_A_START = new Set(['MODE', 'CHROMIUM_PATH']);

const refusalOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were accepted.');
};

const cases = Object.entries(SETTINGS).flatMap(([name, [values, rule]]) =>
  values.map((value) => [name, value, rule] as const),
);

test.each(cases)('%s=%s is refused, with the rule and the value but no secret', (name, value, rule) => {
  const read = name === 'MODE' ? readGatewaySettings : readStartSettings;
  const refusal = refusalOf(() => read({ [name]: value, ...(name === 'SMTP_URL' && { MAIL_FROM: 'a@b' }) }));
  const line = refusal.split('\n').find((text) => text.startsWith(`  ${name}: `)) ?? '';
  expect(line).toMatch(rule);
  expect(line).toMatch(/\. It (is ".+"|has \d+ characters)\.$/);
  expect(refusal).not.toContain(SECRET);
});

test('All wrong settings are refused in one error, whichever packages they belong to', () => {
  const first = cases.filter(([name], index) => cases.findIndex(([other]) => other === name) === index);
  const wrong = Object.fromEntries(first.map(([name, value]) => [name, value]));
  const named = (read: (variables: NodeJS.ProcessEnv) => unknown): string[] =>
    refusalOf(() => read(wrong))
      .split('\n')
      .flatMap((line) => /^ {2}(\w+): /.exec(line)?.[1] ?? []);
  const expected = Object.keys(wrong).filter((name) => !NOT_OF_A_START.has(name));
  expect(named(readStartSettings)).toEqual(expect.arrayContaining(expected));
  expect(named(readGatewaySettings)).toEqual(
    expect.arrayContaining(['MODE', 'PORT', 'SUBGRAPH_SECRET', 'RATINGS_URL']),
  );
});

/** Names of the settings that `read` looks for. */
const namesRead = (read: (variables: NodeJS.ProcessEnv) => unknown, variables: NodeJS.ProcessEnv = {}): string[] => {
  const names = new Set<string>();
  const observed = new Proxy(variables, {
    get: (target, name: string) => {
      names.add(name);
      return target[name];
    },
  });
  try {
    read(observed);
  } catch {
    // A required setting is missing. All were read.
  }
  return [...names];
};

describe('The table of settings in the README', () => {
  const table =
    readFileSync(join(__dirname, '../../README.md'), 'utf8').split('## Settings')[1]?.split('\n## ')[0] ?? '';
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const names = rows.flatMap((row) => row.split('|')[1]?.match(/\b[A-Z][A-Z_]+\b/g) ?? []);
  const documented = new Set(names);
  // The table names the first and the last of them.
  for (const { name, urlSetting } of catalogue) {
    documented.add(portSetting(name));
    documented.add(databaseUrlSetting(name));
    documented.add(databaseReadUrlSetting(name));
    documented.add(urlSetting);
  }

  test('lists every setting that a program reads', () => {
    expect(rows.length).toBeGreaterThan(20);
    const read = [
      ...namesRead(readGatewaySettings),
      ...namesRead(readGatewaySettings, { MODE: 'embedded' }),
      ...loadServices().flatMap((service) => namesRead((variables) => readSubgraphSettings(service, variables))),
      ...Object.keys(SETTINGS),
    ];
    expect([...new Set(read)].filter((name) => !documented.has(name))).toEqual([]);
  });

  test('has a wrong value for each setting in this test', () => {
    expect([...documented].filter((name) => !(name in SETTINGS) && name !== 'CHROMIUM_PATH').toSorted()).toEqual([]);
  });
});

test('No program takes a setting of another program for a spelling mistake', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const valid = {
    ...Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, '10'])),
    HOST: '127.0.0.1',
    DATABASE_URL: 'postgres://me@db.test/wizness',
    DATABASE_READ_URL: 'postgres://me@standby.test/wizness',
    DEMO: '1',
    LOG_LEVEL: 'info',
    PUBLIC_URL: 'https://wizness.test',
    DATA_LICENCE: 'CC BY 4.0 https://creativecommons.org/licenses/by/4.0/',
    SMTP_URL: 'smtps://mail.test',
    MAIL_FROM: 'a@wizness.test',
    FILES_BUCKET_URL: 'https://store.test/files',
    OIDC_ISSUER: 'https://login.test',
    OIDC_JWKS_URL: 'https://login.test/keys',
    TRUSTED_PROXIES: '10.0.0.1',
    ALLOWED_ORIGINS: '*',
    SUBGRAPH_SECRET: 's'.repeat(32),
    WEBHOOK_SECRET: 's'.repeat(32),
    SUBGRAPH_TIMEOUT_MS: '1000',
    NATS_URL: 'nats://nats.test',
    GRAPHQL_SERVER: 'own',
    SHARE_QUERIES: 'on',
    QUERY_PLANNER: 'hive',
    PERSISTED_OPERATIONS: 'only',
    SERVER_TIMING: '1',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.test',
    MODE: 'remote',
    ...Object.fromEntries(
      catalogue.flatMap(({ name, urlSetting }) => [
        [urlSetting, `https://${name}.test`],
        [databaseUrlSetting(name), `postgres://me@${name}.test/wizness`],
        [databaseReadUrlSetting(name), `postgres://me@${name}-standby.test/wizness`],
      ]),
    ),
  };
  readGatewaySettings(valid);
  readGatewaySettings({ ...valid, MODE: 'embedded' });
  for (const service of loadServices()) readSubgraphSettings(service, valid);
  readCommandSettings(valid);
  expect(write.mock.calls).toEqual([]);
  // MODE is the only one that a start does not read: it sets it.
  readStartSettings(valid);
  expect(write.mock.calls).toEqual([]);
  write.mockRestore();
});
