import type { OperationToRun } from './run-operation';
import { getOperationAST, parse } from 'graphql';
import { inMutationTurns } from './mutation-turns';

const requestOf = (source: string, identity: object) => {
  const document = parse(source);
  return {
    document,
    operation: getOperationAST(document),
    context: { identity },
  } as unknown as OperationToRun;
};

/** An executor that counts what runs at once, and one that is never done until `release` is called. */
const setUp = () => {
  let running = 0;
  let most = 0;
  const pending: (() => void)[] = [];
  const execute = inMutationTurns(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => pending.push(resolve));
    running -= 1;
    return { data: null };
  });
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
  const execute = inMutationTurns(async () => {
    count += 1;
    throw new Error('broken');
  });
  const all = Array.from({ length: 10 }, () => execute(requestOf('mutation { follow }', LEA)));
  const results = await Promise.allSettled(all);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(count).toBe(10);
});
