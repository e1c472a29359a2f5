import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { BACKGROUND_TIMEOUTS, anonymous, systemClock } from '@wizness/kernel';
import { type TestDatabase, waitUntil } from '@wizness/kernel/testing';
import type { EntityManager } from 'typeorm';
import { quiet, startEmbedded, type TestGateway, testDatabase } from './support/gateways';
import { posts } from './support/two-subgraphs';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

interface HttpResponse {
  readonly status: number | undefined;
  readonly text: string;
}

/** Sends a query over a keep-alive connection. */
const send = (gateway: TestGateway, agent: Agent, query: string): Promise<HttpResponse> =>
  new Promise((done, failed) => {
    const outgoing = request(
      `${gateway.url}/graphql`,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => done({ status: response.statusCode, text }));
      },
    );
    outgoing.once('error', failed);
    outgoing.end(JSON.stringify({ query }));
  });

test('Closing the gateway lets requests in flight finish, refuses new ones and does not wait for idle clients', async () => {
  const gateway = await startEmbedded(database);
  const agent = new Agent({ keepAlive: true });
  await send(gateway, agent, '{ best { id } }');
  const inFlight = send(gateway, agent, '{ slowly(milliseconds: 700) }');
  await pause(200);
  const start = performance.now();
  const closing = gateway.close();
  expect(await inFlight).toEqual({ status: 200, text: '{"data":{"slowly":700}}\n' });
  await closing;
  expect(performance.now() - start).toBeLessThan(3000);
  await expect(fetch(`${gateway.url}/health`)).rejects.toThrow('fetch failed');
  agent.destroy();
});

/** The number of open connections to a database, counted over a connection to another one. */
const connectionsTo = async ({ url }: TestDatabase): Promise<number> => {
  const observer = await posts.open({
    database: { url: database.url, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS },
    settings: {},
    log: quiet,
  });
  const { db } = observer.createContext({ identity: anonymous, clock: systemClock }) as unknown as {
    db: EntityManager;
  };
  const statement = 'SELECT 1 FROM pg_stat_activity WHERE datname = $1';
  const { length } = await db.query<unknown[]>(statement, [new URL(url).pathname.slice(1)]);
  await observer.close();
  return length;
};

test('Closing the gateway closes its database connections', async () => {
  const own = await testDatabase();
  const gateway = await startEmbedded(own);
  await gateway.ask('{ best { score } }');
  expect(await connectionsTo(own)).toBeGreaterThan(0);
  await gateway.close();
  // PostgreSQL notices a closed connection after a moment.
  await waitUntil(async () => (await connectionsTo(own)) === 0);
  await own.drop();
});

test('The gateway does not start on a port in use, and leaves nothing open', async () => {
  const first = await startEmbedded(database);
  const port = Number(new URL(first.url).port);
  await expect(startEmbedded(database, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});
