import { catalogue, readSettings } from '@wizness/kernel';
import { gatewaySettings, readGatewaySettings } from './environment';

const SECRET = 's'.repeat(32);

const read = (variables: NodeJS.ProcessEnv) => readSettings({ gateway: gatewaySettings }, variables).gateway;

test('The subgraphs are at the ports of the catalogue by default', () => {
  const { gateway, subgraphs } = readGatewaySettings({ SUBGRAPH_SECRET: SECRET, RATINGS_URL: 'http://ratings:80' });
  expect(gateway).toEqual({
    port: 4000,
    host: '127.0.0.1',
    logLevel: 'info',
    drainSeconds: 0,
    subgraphTimeoutMs: 5000,
    operationTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
    maxResponseBytes: 10_485_760,
    maxBufferedBytes: 67_108_864,
    maxPlanBytes: 64 * 1024 * 1024,
    overrideLabels: [],
    front: 'own',
    metricsPort: undefined,
    otlpEndpoint: undefined,
    persistedOperationsFolder: undefined,
    serverTiming: false,
    supergraphFile: undefined,
    sharesQueries: false,
    answerCacheMs: 0,
    planner: 'hive',
    persistedOperations: 'apq',
    maxCostPerMinute: 1_000_000,
    subscriptionLimits: { total: 10_000, perCaller: 100 },
    trustedProxies: [],
    webhooks: { openHosts: [] },
    allowedOrigins: [],
    publicUrl: 'http://127.0.0.1:4000',
    limits: { maxDepth: 12, maxSelections: 1000, maxAliases: 30, maxCost: 5000 },
    externalIssuer: null,
  });
  expect(subgraphs).toMatchObject({
    mode: 'remote',
    urls: {
      content: 'http://127.0.0.1:4011',
      membership: 'http://127.0.0.1:4012',
      partnerships: 'http://127.0.0.1:4013',
      ratings: 'http://ratings:80',
    },
  });
});

test('The limits of a caller are divided by the number of gateways, and those of a process are not', () => {
  const limits = { MAX_COST_PER_MINUTE: '100', MAX_SUBSCRIPTIONS: '50', MAX_SUBSCRIPTIONS_PER_CALLER: '10' };
  expect(read({ ...limits, GATEWAY_COUNT: '3' })).toMatchObject({
    maxCostPerMinute: 34,
    subscriptionLimits: { total: 50, perCaller: 4 },
  });
  expect(read({ MAX_COST_PER_MINUTE: '0', GATEWAY_COUNT: '3' }).maxCostPerMinute).toBe(0);
});

test('Embedded mode needs a database and no secret, and reads the settings of each service', () => {
  const databaseUrl = 'postgres://me@127.0.0.1:5432/wizness';
  const variables = {
    MODE: 'embedded',
    DATABASE_URL: databaseUrl,
    EVENT_RETENTION_DAYS: '7',
    PUBLIC_URL: 'https://a.b/',
  };
  expect(readGatewaySettings(variables).subgraphs).toEqual({
    mode: 'embedded',
    databaseUrl: Object.fromEntries(catalogue.map(({ name }) => [name, { url: databaseUrl }])),
    poolSize: 10,
    readWaitMs: 200,
    timeouts: { acquireMs: 2000, statementMs: 4000, lockMs: 1500 },
    eventRetentionDays: 7,
    rateLimitPercent: 100,
    settings: {
      content: expect.objectContaining({ publicUrl: 'https://a.b' }),
      membership: expect.objectContaining({ publicUrl: 'https://a.b' }),
      partnerships: { publicUrl: 'https://a.b', dataLicence: null },
      ratings: {},
    },
  });
});

test('ALLOWED_ORIGINS is `*` or a list of exact origins', () => {
  const originsOf = (text: string) => read({ ALLOWED_ORIGINS: text }).allowedOrigins;
  expect(originsOf('*')).toBe('*');
  expect(originsOf('https://www.example.org, http://localhost:5173')).toEqual([
    'https://www.example.org',
    'http://localhost:5173',
  ]);
  for (const wrong of [
    'https://example.org/',
    'example.org',
    'https://*.example.org',
    '*,https://example.org',
    'null',
  ]) {
    expect(() => originsOf(wrong)).toThrow(/ALLOWED_ORIGINS: must be `\*`, or origins without a path/);
  }
});

test('TRUSTED_PROXIES is a list of addresses and networks', () => {
  expect(read({ TRUSTED_PROXIES: '10.0.0.0/8, 192.168.1.7,fd00::/8' }).trustedProxies).toEqual([
    '10.0.0.0/8',
    '192.168.1.7',
    'fd00::/8',
  ]);
});

test('PUBLIC_URL loses the slashes at its end', () => {
  expect(read({ PUBLIC_URL: 'https://wizness.test//' }).publicUrl).toBe('https://wizness.test');
});

describe('The external issuer', () => {
  const variables = {
    OIDC_ISSUER: 'https://login.example.org/',
    OIDC_AUDIENCE: 'wizness',
    OIDC_JWKS_URL: 'https://login.example.org/jwks.json',
  };

  test('is read exactly as set if all three settings are set, and is null if none is', () => {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = variables;
    expect(read(variables).externalIssuer).toEqual({ issuer, audience, jwksUrl });
    expect(read({ OIDC_ISSUER: '', OIDC_AUDIENCE: '' }).externalIssuer).toBeNull();
  });

  test.each(Object.keys(variables))('is refused without %s, and the error names only that setting', (name) => {
    const rest = { ...variables, [name]: undefined };
    expect(() => read(rest)).toThrow(new RegExp(`wrong:\\n  ${name}: is required[^\\n]*$`));
  });

  test('must publish its keys over https, or on this machine', () => {
    for (const jwksUrl of ['http://127.0.0.1:8080/jwks', 'http://localhost/jwks', 'http://[::1]:1/jwks']) {
      expect(read({ ...variables, OIDC_JWKS_URL: jwksUrl }).externalIssuer).toMatchObject({ jwksUrl });
    }
    for (const jwksUrl of ['http://login.example.org/jwks', 'http://127.0.0.1.example.org/', 'ftp://a/b', 'jwks']) {
      expect(() => read({ ...variables, OIDC_JWKS_URL: jwksUrl })).toThrow(/OIDC_JWKS_URL: must be/);
    }
  });
});

const errorOf = (variables: NodeJS.ProcessEnv): string => {
  try {
    readGatewaySettings(variables);
  } catch (error) {
    return String(error);
  }
  return '';
};

test('One error lists all wrong settings', () => {
  const message = errorOf({
    MODE: 'both',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    CONTENT_URL: 'content:4011',
    SUBGRAPH_TIMEOUT_MS: '-1',
    TRUSTED_PROXIES: '10.0.0.0/33',
    ALLOWED_ORIGINS: 'https://example.org/,*',
    PUBLIC_URL: 'wizness.test',
    OIDC_JWKS_URL: 'http://elsewhere.test',
  });
  const names = ['MODE', 'PORT', 'LOG_LEVEL', 'CONTENT_URL', 'SUBGRAPH_TIMEOUT_MS', 'SUBGRAPH_SECRET'];
  for (const name of [...names, 'TRUSTED_PROXIES', 'ALLOWED_ORIGINS', 'PUBLIC_URL', 'OIDC_JWKS_URL']) {
    expect(message).toContain(`${name}: `);
  }
  const embedded = errorOf({ MODE: 'embedded', PORT: 'x', PUBLIC_URL: 'x', SMTP_URL: 'mail.test' });
  expect(embedded).toMatch(/PORT: [^]*PUBLIC_URL: [^]*DATABASE_URL: [^]*SMTP_URL: /);
  expect(embedded.match(/PUBLIC_URL: /g)).toHaveLength(1);
});
