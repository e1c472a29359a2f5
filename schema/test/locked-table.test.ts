import { content } from '@wizness/content';
import { openDatabase, REQUEST_TIMEOUTS } from '@wizness/kernel';
import type { TestDatabase } from '@wizness/kernel/testing';
import { demoDatabase, openGraph, silentLog, type TestGraph } from './support/graphs';

/** More than the connections of a service. */
const CALLERS = 20;
const COMMENTS = '{ posts(first: 1) { nodes { comments(first: 1) { nodes { id } } } } }';

let database: TestDatabase;
let graph: TestGraph;
let db: Awaited<ReturnType<typeof openDatabase>>;
let lock: ReturnType<typeof db.createQueryRunner>;

beforeAll(async () => {
  database = await demoDatabase();
  // Without standbys, which answer while a table of the primary is locked.
  graph = await openGraph('embedded', { ...database, urls: database.url }, { timeouts: REQUEST_TIMEOUTS });
  db = await openDatabase({ url: database.urlOf('content'), log: silentLog, poolSize: 1 }, content.storage);
  lock = db.createQueryRunner();
});
afterAll(async () => {
  await lock.release();
  await db.destroy();
  await graph.close();
  await database.drop();
});

test('While a table is locked, operations of the same service that do not need it are answered completely', async () => {
  await lock.startTransaction();
  await lock.query('LOCK TABLE comments');
  const flooding = new AbortController();
  const codes = new Set<string | undefined>();
  const callers = Array.from({ length: CALLERS }, async () => {
    while (!flooding.signal.aborted) codes.add((await graph.execute(COMMENTS)).errors?.[0]?.extensions.code);
  });
  const errors: unknown[] = [];
  for (let time = 0; time < 10; time += 1) {
    errors.push((await graph.execute('{ posts(first: 1) { nodes { topics { id } } } }')).errors);
  }
  flooding.abort();
  await Promise.all(callers);
  await lock.rollbackTransaction();
  expect(errors).toEqual(errors.map(() => undefined));
  expect([...codes]).toEqual(['TIMEOUT']);
  expect((await graph.execute(COMMENTS)).errors).toBeUndefined();
});
