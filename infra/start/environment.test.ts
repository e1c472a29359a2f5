import { readServicesEnvironment, readStartEnvironment } from './environment';

test('nothing needs to be set', () => {
  expect(readStartEnvironment({})).toEqual({ PORT: 4000, HOST: '127.0.0.1', DATA_DIR: '.data', LOG_LEVEL: 'warn' });
  expect(readServicesEnvironment({}).ports).toEqual({
    content: 4011,
    membership: 4012,
    partnerships: 4013,
    ratings: 4014,
  });
});

test('all wrong settings are named at once', () => {
  expect(() =>
    readServicesEnvironment({ PORT: 'x', DATABASE_URL: 'mysql://a', CONTENT_PORT: '0', RATINGS_PORT: '1.5' }),
  ).toThrow(/PORT: [^]*DATABASE_URL: [^]*CONTENT_PORT: must be 1 to 65535[^]*RATINGS_PORT: /);
});
