import { readEventRetentionDays, readExternalIssuer, readGatewayEnvironment, readPublicUrl } from './environment';

const SECRET = 's'.repeat(32);

test('the subgraphs are asked at their usual ports unless told', () => {
  const { PORT, HOST, SUBGRAPH_TIMEOUT_MS, subgraphs } = readGatewayEnvironment({
    SUBGRAPH_SECRET: SECRET,
    RATINGS_URL: 'http://ratings:80',
  });
  expect({ PORT, HOST, SUBGRAPH_TIMEOUT_MS }).toEqual({ PORT: 4000, HOST: '127.0.0.1', SUBGRAPH_TIMEOUT_MS: 5000 });
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

test('one process needs a database and no secret', () => {
  const databaseUrl = 'postgres://me@127.0.0.1:5432/wizness';
  const { subgraphs } = readGatewayEnvironment({ MODE: 'embedded', DATABASE_URL: databaseUrl });
  expect(subgraphs).toEqual({ mode: 'embedded', databaseUrl });
});

test('proxies are believed where they are named', () => {
  const set = { SUBGRAPH_SECRET: SECRET, TRUSTED_PROXIES: '10.0.0.0/8, 192.168.1.7,fd00::/8' };
  expect(readGatewayEnvironment(set).TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '192.168.1.7', 'fd00::/8']);
  expect(readGatewayEnvironment({ SUBGRAPH_SECRET: SECRET }).TRUSTED_PROXIES).toEqual([]);
});

test('the public address has no slash at its end', () => {
  expect(readPublicUrl({ PUBLIC_URL: 'https://wizness.test//' })).toBe('https://wizness.test');
  expect(readPublicUrl({})).toBe('http://127.0.0.1:4000');
});

test('events are kept for as long as is set', () => {
  expect(readEventRetentionDays({})).toBe(30);
  expect(readEventRetentionDays({ EVENT_RETENTION_DAYS: '7' })).toBe(7);
});

describe('the issuer of a company', () => {
  const set = {
    OIDC_ISSUER: 'https://login.example.org/',
    OIDC_AUDIENCE: 'wizness',
    OIDC_JWKS_URL: 'https://login.example.org/jwks.json',
  };

  test('is taken where all three settings are there, to the letter, and is none where none is', () => {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = set;
    expect(readExternalIssuer(set)).toEqual({ issuer, audience, jwksUrl });
    expect(readExternalIssuer({})).toBeNull();
    expect(readExternalIssuer({ OIDC_ISSUER: '', OIDC_AUDIENCE: '' })).toBeNull();
  });

  test.each(Object.keys(set))('is refused without %s, by that name alone', (name) => {
    const rest = { ...set, [name]: undefined };
    expect(() => readExternalIssuer(rest)).toThrow(new RegExp(`wrong:\\n  ${name}: is required[^\\n]*$`));
  });

  test('publishes its keys where nobody can change them on the way', () => {
    for (const jwksUrl of ['http://127.0.0.1:8080/jwks', 'http://localhost/jwks', 'http://[::1]:1/jwks']) {
      expect(readExternalIssuer({ ...set, OIDC_JWKS_URL: jwksUrl })).toMatchObject({ jwksUrl });
    }
    for (const jwksUrl of ['http://login.example.org/jwks', 'http://127.0.0.1.example.org/', 'ftp://a/b', 'jwks']) {
      expect(() => readExternalIssuer({ ...set, OIDC_JWKS_URL: jwksUrl })).toThrow(/OIDC_JWKS_URL: must be/);
    }
  });
});

const complaint = (variables: NodeJS.ProcessEnv): string => {
  try {
    readGatewayEnvironment(variables);
  } catch (error) {
    return String(error);
  }
  return '';
};

test('all wrong settings are named at once', () => {
  const said = complaint({
    MODE: 'both',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    CONTENT_URL: 'content:4011',
    SUBGRAPH_TIMEOUT_MS: '-1',
    TRUSTED_PROXIES: '10.0.0.0/33',
    PUBLIC_URL: 'wizness.test',
    OIDC_JWKS_URL: 'http://elsewhere.test',
  });
  const names = ['MODE', 'PORT', 'LOG_LEVEL', 'CONTENT_URL', 'SUBGRAPH_TIMEOUT_MS', 'SUBGRAPH_SECRET'];
  for (const name of [...names, 'TRUSTED_PROXIES', 'PUBLIC_URL', 'OIDC_JWKS_URL']) {
    expect(said).toContain(`${name}: `);
  }
  expect(complaint({ MODE: 'embedded', PORT: 'x' })).toMatch(/PORT: [^]*DATABASE_URL: /);
});
