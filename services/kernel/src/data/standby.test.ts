import type { DataSource } from 'typeorm';
import { createLogger } from '../runtime/log';
import { watchStandby } from './standby';

const READERS = 50;

/** A standby that counts the statements that ask for its state, and answers them when the test says so. */
const createStandby = (waitMs: number) => {
  const server = { statements: 0, replayed: '0/10' };
  const held: (() => void)[] = [];
  const query = async (): Promise<unknown[]> => {
    server.statements += 1;
    await new Promise<void>((resolve) => held.push(resolve));
    return [{ isStandby: true, replayed: server.replayed, age: 0 }];
  };
  const source = { query, destroy: async () => undefined } as unknown as DataSource;
  const log = createLogger('standby', 'silent');
  const standby = watchStandby({ open: async () => source, waitMs, log });
  /** Lets all statements that run return. */
  const answer = async (): Promise<void> => {
    await new Promise(setImmediate);
    for (const each of held.splice(0)) each();
    await new Promise(setImmediate);
  };
  return { server, standby, answer };
};

test('A read whose position the standby is known to have costs no statement, and others cost one together', async () => {
  const { server, standby, answer } = createStandby(60_000);
  await answer();
  const known = server.statements;
  const early = Array.from({ length: READERS }, () => standby.readerAfter('0/10'));
  expect(server.statements - known).toBe(0);
  expect((await Promise.all(early)).every((reader) => reader !== null)).toBe(true);

  const before = server.statements;
  const waiting = Array.from({ length: READERS }, () => standby.readerAfter('0/20'));
  expect(server.statements - before).toBe(1);
  server.replayed = '0/20';
  await answer();
  expect((await Promise.all(waiting)).every((reader) => reader !== null)).toBe(true);
  await standby.close();
});

test('A read that the standby is behind for too long is sent to the primary', async () => {
  const { standby, answer } = createStandby(0);
  await answer();
  const late = standby.readerAfter('0/20');
  await answer();
  expect(await late).toBeNull();
  expect(await standby.readerAfter('no position')).toBeNull();
  await standby.close();
});
