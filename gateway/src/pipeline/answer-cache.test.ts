import { anonymous, type Identity } from '@wizness/kernel';
import { buildSchema, getOperationAST, parse } from 'graphql';
import fc from 'fast-check';
import { JsonData } from '../engine/shape/json-data';
import { cacheAnswers } from './answer-cache';
import { ClientConnection, type GatewayContext } from './context';
import { createVersionReader } from './data-versions';
import type { OperationResult, OperationToRun } from './run-operation';

const schema = buildSchema('type Query { a: Int } type Mutation { b: Int }');
const QUERY = parse('query ($key: Int) { a }');
const MAX_AGE_MS = 1000;

interface Asked {
  readonly document?: OperationToRun['document'];
  readonly key?: number;
  readonly identity?: Partial<Identity>;
}

const requestOf = ({ document = QUERY, key = 0, identity = {} }: Asked): OperationToRun => {
  const context: GatewayContext = {
    requestId: 'r',
    identity: { ...anonymous, ...identity },
    connection: new ClientConnection(),
  };
  return {
    schema,
    document,
    operation: getOperationAST(document) ?? undefined,
    request: { variables: { key } },
    context,
  };
};

/** A service whose data is one number, and a cache in front of it. */
const setUp = () => {
  const service = { value: 1, runs: 0, readings: 0, isDown: false, errors: undefined as OperationResult['errors'] };
  const clock = { now: 0 };
  const lookups: boolean[] = [];
  const run = cacheAnswers(
    async ({ onServices }) => {
      service.runs += 1;
      onServices?.(['service']);
      return { data: new JsonData(`${service.value}`), errors: service.errors };
    },
    {
      maxAgeMs: MAX_AGE_MS,
      readVersions: createVersionReader(async () => {
        service.readings += 1;
        if (service.isDown) throw new Error('The service does not respond.');
        return `${service.value}`;
      }),
      onLookup: (isHit) => lookups.push(isHit),
      now: () => clock.now,
    },
  );
  const ask = async (asked: Asked = {}): Promise<unknown> => (await run(requestOf(asked))).data?.toJSON();
  return { service, clock, lookups, ask };
};

test('An answer is used again from the third request on, until the data of a service have changed', async () => {
  const { service, lookups, ask } = setUp();
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([1, 1, 1, 1]);
  expect(lookups).toEqual([false, false, true, true]);
  service.value = 2;
  expect([await ask(), await ask()]).toEqual([2, 2]);
  expect(service.runs).toBe(3);
});

test('An answer is not used after its time, nor while a service does not respond', async () => {
  const { service, clock, ask } = setUp();
  for (let time = 0; time < 3; time += 1) await ask();
  expect(service.runs).toBe(2);
  clock.now = MAX_AGE_MS;
  await ask();
  expect(service.runs).toBe(3);
  service.isDown = true;
  await ask();
  await ask();
  expect(service.runs).toBe(5);
});

test.each<[string, Asked]>([
  ['variables', { key: 1 }],
  ['languages', { identity: { acceptedLanguages: ['fr'] } }],
  ['document', { document: parse('query ($key: Int) { a }') }],
])('A query with another %s has an answer of its own', async (_, other) => {
  const { service, ask } = setUp();
  for (let time = 0; time < 3; time += 1) await ask();
  await ask(other);
  expect(service.runs).toBe(3);
});

test.each<[string, Asked]>([
  ['of a member', { identity: { memberId: 'member_1' } }],
  ['that is a mutation', { document: parse('mutation { b }') }],
])('An operation %s always runs, and no version is read for it', async (_, asked) => {
  const { service, ask } = setUp();
  for (let time = 0; time < 4; time += 1) await ask(asked);
  expect(service).toMatchObject({ runs: 4, readings: 0 });
});

test('An answer with errors is not used again', async () => {
  const { service, ask } = setUp();
  service.errors = [];
  for (let time = 0; time < 4; time += 1) await ask();
  expect(service.runs).toBe(4);
});

test('However many requests come at once, the version is read once for those that wait, and after they came', async () => {
  const { service, ask } = setUp();
  await ask();
  await ask();
  const before = service.readings;
  const first = ask();
  const others = Array.from({ length: 50 }, () => ask());
  await Promise.all([first, ...others]);
  expect(service.readings - before).toBe(1);
});

const OPERATIONS = 5000;
const KEYS = 5;

/** Lets other work go on, a few times. */
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

test('Among random reads and writes at the same time, no read gets an answer that is older than the read', async () => {
  const random = fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: 20_000, seed: 20_261_129 });
  let drawn = 0;
  const below = (limit: number): number => (random[(drawn += 1) % random.length] ?? 0) % limit;
  // Each service has one number, which only grows. A plan asks both, one after the other.
  const values = new Map([
    ['one', 0],
    ['other', 0],
  ]);
  const services = [...values.keys()];
  const lookups = { hits: 0, misses: 0 };
  const run = cacheAnswers(
    async ({ request, onServices }) => {
      onServices?.(services);
      const found = [Number(request.variables?.['key'])];
      for (const service of services) {
        await turns(below(4));
        found.push(values.get(service) ?? 0);
        await turns(below(4));
      }
      return { data: new JsonData(JSON.stringify(found)) };
    },
    {
      maxAgeMs: Number.POSITIVE_INFINITY,
      readVersions: createVersionReader(async (service) => {
        await turns(below(4));
        const version = `${values.get(service)}`;
        await turns(below(4));
        return version;
      }),
      onLookup: (isHit) => (lookups[isHit ? 'hits' : 'misses'] += 1),
    },
  );
  const read = async (): Promise<void> => {
    const key = below(KEYS);
    const [one = 0, other = 0] = values.values();
    const [foundKey, foundOne, foundOther] = ((await run(requestOf({ key }))).data?.toJSON() ??
      []) as unknown as number[];
    expect(foundKey).toBe(key);
    if ((foundOne ?? 0) < one || (foundOther ?? 0) < other) throw new Error('A read got an old answer.');
  };
  const pending = new Set<Promise<void>>();
  for (let count = 0; count < OPERATIONS; count += 1) {
    const service = services[below(2)] ?? 'one';
    if (below(20) === 0) values.set(service, (values.get(service) ?? 0) + 1);
    else {
      const reading = read().finally(() => pending.delete(reading));
      pending.add(reading);
    }
    await turns(below(6));
    if (pending.size > 20) await Promise.race(pending);
  }
  await Promise.all(pending);
  expect(lookups.hits).toBeGreaterThan(OPERATIONS / 10);
  expect(lookups.misses).toBeGreaterThan(OPERATIONS / 10);
});
