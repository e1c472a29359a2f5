import { z } from 'zod';
import { EnvironmentError, readEnvironment, readProgramSettings } from './environment';
import { settings } from './settings';

const SHAPE = {
  PORT: settings.port(4000),
  DATABASE_URL: settings.databaseUrl,
  SUBGRAPH_SECRET: settings.subgraphSecret,
};
const VALID = { DATABASE_URL: 'postgres://u@127.0.0.1:5432/w', SUBGRAPH_SECRET: 'x'.repeat(32) };

describe('readEnvironment', () => {
  test('lists every wrong setting in one error', () => {
    const read = () => readEnvironment(SHAPE, { PORT: 'high', DATABASE_URL: 'mysql://x', SUBGRAPH_SECRET: 'short' });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(
      /PORT: must be a port number[^]*DATABASE_URL: must be a PostgreSQL address[^]*SUBGRAPH_SECRET: must be at least 32/,
    );
  });

  test('uses the default for a variable that is unset, empty or white space', () => {
    for (const PORT of [undefined, '', '  ', '\n']) {
      expect(readEnvironment(SHAPE, { ...VALID, PORT }).PORT).toBe(4000);
    }
  });

  test('ignores white space around a value', () => {
    expect(readEnvironment(SHAPE, { ...VALID, PORT: ' 4400\r\n' }).PORT).toBe(4400);
  });

  test('shows a wrong value, but only the length of one that may be secret', () => {
    const secret = 'hunter2';
    const read = () =>
      readEnvironment(
        { ...SHAPE, PUBLIC_URL: settings.publicUrl, LOG_LEVEL: settings.logLevel },
        {
          PORT: '"4000"',
          DATABASE_URL: `mysql://me:${secret}@db`,
          SUBGRAPH_SECRET: secret,
          PUBLIC_URL: `https://me:${secret}@wizness.test`,
          LOG_LEVEL: 'x'.repeat(500),
        },
      );
    expect(read).toThrow(/PORT: [^\n]*\. It is "\\"4000\\""\. Remove the quotation marks around it\./);
    expect(read).toThrow(/SUBGRAPH_SECRET: [^\n]* It has 7 characters\./);
    expect(read).toThrow(/LOG_LEVEL: must be one of [^\n]*\. It is "x{80}…"\./);
    expect(read).not.toThrow(new RegExp(secret));
  });

  test('reads numbers only in decimal digits', () => {
    const shape = { EVENT_RETENTION_DAYS: settings.eventRetentionDays };
    expect(readEnvironment(shape, {}).EVENT_RETENTION_DAYS).toBe(30);
    expect(readEnvironment(shape, { EVENT_RETENTION_DAYS: '7' }).EVENT_RETENTION_DAYS).toBe(7);
    for (const days of ['0', '-1', '1.5', '1e1', '0x10', '36501', 'ever', '9'.repeat(400)]) {
      expect(() => readEnvironment(shape, { EVENT_RETENTION_DAYS: days })).toThrow(
        /must be a whole number of days from 1 to 36500/,
      );
    }
  });

  test('reads a base URL with its path, without the slashes at its end', () => {
    const shape = { CONTENT_URL: settings.baseUrl('http://127.0.0.1:4011') };
    const read = (url: string) => readEnvironment(shape, { CONTENT_URL: url }).CONTENT_URL;
    expect(read('https://graph.test/content//')).toBe('https://graph.test/content');
    for (const url of [
      'graph.test',
      'ftp://a',
      'http:a',
      'http://',
      'http://a b',
      'http://a?',
      'http://a#b',
      'http://u:p@a',
    ]) {
      expect(() => read(url)).toThrow(/CONTENT_URL: must be an http or https address without user name, query and/);
    }
  });
});

describe('A variable that is no setting', () => {
  const schema = z.object({
    PORT: settings.port(4000),
    MODE: settings.oneOf(['one', 'two'], 'one'),
    DATABASE_URL: settings.databaseUrl.optional(),
    SUBGRAPH_TIMEOUT_MS: settings.milliseconds(5000),
    ALLOWED_ORIGINS: z.string().optional(),
    OIDC_ISSUER: z.string().optional(),
    OIDC_AUDIENCE: z.string().optional(),
  });
  const reported = (...names: string[]): Record<string, string> => {
    const found: Record<string, string> = {};
    const variables = Object.fromEntries(names.map((name) => [name, '1']));
    readProgramSettings({ schema }, variables, (name, meant) => {
      found[name] = meant;
    });
    return found;
  };

  test('is reported with the setting that was probably meant', () => {
    const meant = {
      SUBGRAPH_TIMEOUT: 'SUBGRAPH_TIMEOUT_MS',
      SUBGRAPH_TIMEOUTS_MS: 'SUBGRAPH_TIMEOUT_MS',
      ALLOWED_ORIGIN: 'ALLOWED_ORIGINS',
      PORTS: 'PORT',
      DATABASE_URI: 'DATABASE_URL',
      POSTGRES_PORTS: 'DATABASE_URL',
      OIDC_ISSUER_URL: 'OIDC_ISSUER',
      OIDC_CLIENT: 'OIDC_AUDIENCE',
    };
    expect(reported(...Object.keys(meant))).toEqual(meant);
  });

  test('is not reported if it belongs to another program', () => {
    expect(reported('PATH', 'NODE', 'POST', 'HOSTNAME', 'MAIL', 'LOG_FORMAT', 'npm_config_port', 'PORT')).toEqual({});
  });
});
