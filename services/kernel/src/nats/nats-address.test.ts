import { readNatsAddress } from './nats-address';

test('The address of a NATS cluster is read with its credentials', () => {
  expect(readNatsAddress('nats://127.0.0.1')).toEqual({ servers: ['127.0.0.1:4222'] });
  expect(readNatsAddress('nats://me:p%40ss@one:4333, nats://two')).toEqual({
    servers: ['one:4333', 'two:4222'],
    user: 'me',
    pass: 'p@ss',
  });
  expect(readNatsAddress('tls://token@[::1]:4222')).toEqual({ servers: ['[::1]:4222'], token: 'token', tls: {} });
});

test.each(['', '127.0.0.1:4222', 'http://me:hunter2@one', 'nats://me:hunter2@', 'nats://one,two'])(
  'The address "%s" is refused without showing it',
  (text) => {
    expect(() => readNatsAddress(text)).toThrow(
      /^must be the addresses of NATS servers: nats:\/\/user:password@host:4222/,
    );
  },
);
