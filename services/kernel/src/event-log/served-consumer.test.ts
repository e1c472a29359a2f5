import { echo, type OpenEventLog, openEventLog, origin, waitUntil } from '../../test/support/event-log';
import { serveSubgraph } from '../http/serve';

describe('a consumer whose source is another process', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterAll(() => open.close());

  const environment = () => ({
    PORT: 0,
    HOST: '127.0.0.1',
    DATABASE_URL: open.url,
    LOG_LEVEL: 'silent' as const,
    SUBGRAPH_SECRET: new TextEncoder().encode('a secret that is long enough to sign with'),
    EVENT_RETENTION_DAYS: 30,
  });

  test('reads events over HTTP, and continues when the source is back', async () => {
    const owner = await serveSubgraph(origin, environment());
    const consumer = await serveSubgraph(echo(), environment(), { origin: owner.url });
    await open.append();
    await waitUntil(async () => (await open.effects()).length === 1);
    await owner.close();
    await open.append();
    const restarted = await serveSubgraph(origin, { ...environment(), PORT: Number(new URL(owner.url).port) });
    await waitUntil(async () => (await open.effects()).length === 2);
    await consumer.close();
    await restarted.close();
    expect(await open.effects()).toEqual([1, 2]);
  });

  test('does not start without the address of the source', async () => {
    await expect(serveSubgraph(echo(), environment())).rejects.toThrow('reads the log of origin: give its address');
  });
});
