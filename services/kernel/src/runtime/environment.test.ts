import { EnvironmentError, readEnvironment, settings } from './environment';

const SHAPE = {
  PORT: settings.port(4000),
  DATABASE_URL: settings.databaseUrl,
  SUBGRAPH_SECRET: settings.subgraphSecret,
};

describe('readEnvironment', () => {
  test('lists every wrong setting in one error', () => {
    const read = () => readEnvironment(SHAPE, { PORT: 'high', DATABASE_URL: 'mysql://x', SUBGRAPH_SECRET: 'short' });
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(
      /PORT: must be a port number[^]*DATABASE_URL: must be a PostgreSQL address[^]*SUBGRAPH_SECRET: must be at least 32/,
    );
  });

  test('uses the default for an unset or empty variable', () => {
    const environment = { PORT: '', DATABASE_URL: 'postgres://u@127.0.0.1:5432/w', SUBGRAPH_SECRET: 'x'.repeat(32) };
    expect(readEnvironment(SHAPE, environment).PORT).toBe(4000);
  });

  test('keeps events for 30 days by default, and for at least one day', () => {
    const shape = { EVENT_RETENTION_DAYS: settings.eventRetentionDays };
    expect(readEnvironment(shape, {}).EVENT_RETENTION_DAYS).toBe(30);
    expect(() => readEnvironment(shape, { EVENT_RETENTION_DAYS: '0' })).toThrow(/must be at least 1 day/);
    expect(() => readEnvironment(shape, { EVENT_RETENTION_DAYS: 'ever' })).toThrow(/must be a number of days/);
  });
});
