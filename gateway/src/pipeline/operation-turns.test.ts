import type { OperationToRun } from './run-operation';
import { getOperationAST, parse } from 'graphql';
import { ClientConnection } from './context';
import { inTurns } from './operation-turns';

const requestOf = (source: string, identity: object, more: object = {}) => {
  const document = parse(source);
  return {
    document,
    operation: getOperationAST(document),
    context: { identity, connection: new ClientConnection(), ...more },
  } as unknown as OperationToRun;
};

/** An executor that counts what runs at once, and one that is never done until `release` is called. */
const setUp = () => {
  let running = 0;
  let most = 0;
  const pending: (() => void)[] = [];
  const execute = inTurns(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => pending.push(resolve));
    running -= 1;
    return { data: null };
  }, 100);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const release = async (): Promise<void> => {
    for (await settle(); pending.length > 0; await settle()) for (const done of pending.splice(0)) done();
  };
  return { execute, release, settle, running: () => running, most: () => most };
};

const LEA = { memberId: 'member_1' };

test('At most four mutations of one caller run at once, and all of them run', async () => {
  const { execute, release, most } = setUp();
  const all = Array.from({ length: 50 }, () => execute(requestOf('mutation { follow }', LEA)));
  await release();
  expect(await Promise.all(all)).toEqual(all.map(() => ({ data: null })));
  expect(most()).toBe(4);
});

test('Callers do not wait for each other, nor queries for mutations', async () => {
  const { execute, release, settle, running } = setUp();
  const all = Array.from({ length: 10 }, () => execute(requestOf('mutation { follow }', LEA)));
  all.push(execute(requestOf('mutation { follow }', { memberId: null, clientAddress: '192.0.2.1' })));
  all.push(execute(requestOf('{ posts }', LEA)));
  await settle();
  expect(running()).toBe(6);
  await release();
  await Promise.all(all);
});

test('Mutations above 200 that wait are refused', async () => {
  const { execute, release, settle } = setUp();
  const all = Array.from({ length: 204 }, () => execute(requestOf('mutation { follow }', LEA)));
  await settle();
  expect((await execute(requestOf('mutation { follow }', LEA))).errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', retryAfter: 1, http: { status: 429 } } },
  ]);
  await release();
  expect(await Promise.all(all)).toHaveLength(204);
});

test('A mutation that fails passes its turn on', async () => {
  let count = 0;
  const execute = inTurns(async () => {
    count += 1;
    throw new Error('broken');
  }, 100);
  const all = Array.from({ length: 10 }, () => execute(requestOf('mutation { follow }', LEA)));
  const results = await Promise.allSettled(all);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(count).toBe(10);
});

const ANYBODY = { memberId: null, clientAddress: '2001:db8:1:2::3' };
const query = (cost: number, more: object = {}) => requestOf('{ posts }', ANYBODY, { cost, ...more });

test('Queries of one caller run at once as long as they cost at most the limit together', async () => {
  const { execute, release, settle, running } = setUp();
  const all = [40, 40, 40, 10, 1].map((cost) => execute(query(cost)));
  await settle();
  expect(running()).toBe(2);
  await release();
  expect(await Promise.all(all)).toEqual(all.map(() => ({ data: null })));
});

test('A query that costs more than the limit runs alone', async () => {
  const { execute, release, settle, running } = setUp();
  const all = [1, 5000, 1].map((cost) => execute(query(cost)));
  await settle();
  expect(running()).toBe(1);
  await release();
  expect(await Promise.all(all)).toHaveLength(3);
});

test('At most twenty queries of one caller run at once, however little they cost', async () => {
  const { execute, release, settle, running } = setUp();
  const all = Array.from({ length: 50 }, () => execute(query(1)));
  await settle();
  expect(running()).toBe(20);
  await release();
  expect(await Promise.all(all)).toHaveLength(50);
});

test('A turn lasts until the client has taken the response', async () => {
  const { execute, release, settle, running } = setUp();
  const connection = new ClientConnection(true);
  const first = execute(query(100, { connection }));
  const next = execute(query(100));
  await release();
  await first;
  expect(running()).toBe(0);
  connection.close();
  await settle();
  expect(running()).toBe(1);
  await release();
  expect(await next).toEqual({ data: null });
});

test('Addresses of one IPv6 network, and the API keys of one member, take turns together', async () => {
  const { execute, release, settle, running } = setUp();
  const callers = [
    { memberId: null, clientAddress: '2001:db8:1:2::3' },
    { memberId: null, clientAddress: '2001:db8:1:2:ffff::1' },
    { memberId: null, clientAddress: '2001:db8:1:3::3' },
    { memberId: 'member_1', apiKeyId: 'apikey_1' },
    { memberId: 'member_1', apiKeyId: 'apikey_2' },
  ];
  const all = callers.map((caller) => execute(requestOf('{ posts }', caller, { cost: 100 })));
  await settle();
  expect(running()).toBe(3);
  await release();
  await Promise.all(all);
});

test('A query whose client has gone leaves its place to the next one', async () => {
  const { execute, release, settle, running } = setUp();
  const connection = new ClientConnection();
  const running1 = execute(query(60));
  const leaving = execute(query(100, { connection }));
  const next = execute(query(40));
  await settle();
  expect(running()).toBe(1);
  connection.close();
  expect((await leaving).errors).toHaveLength(1);
  await settle();
  expect(running()).toBe(2);
  await release();
  expect(await Promise.all([running1, next])).toHaveLength(2);
});

test('Calls from inside do not wait', async () => {
  const { execute, release, settle, running } = setUp();
  const all = Array.from({ length: 9 }, () => execute(requestOf('{ posts }', { memberId: null }, { cost: 100 })));
  await settle();
  expect(running()).toBe(9);
  await release();
  await Promise.all(all);
});
