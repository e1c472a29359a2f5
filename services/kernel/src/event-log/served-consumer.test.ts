import { serveSubgraph } from '../http/serve';
import { type Bench, echo, openBench, origin, until } from '../../test/support/event-log';

describe('services in processes of their own', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  const environment = () => ({
    PORT: 0,
    HOST: '127.0.0.1',
    DATABASE_URL: bench.url,
    LOG_LEVEL: 'silent' as const,
    SUBGRAPH_SECRET: new TextEncoder().encode('a secret that is long enough to sign with'),
    EVENT_RETENTION_DAYS: 30,
  });

  test('one consumes what happens in the other, over HTTP, and waits for it while it is away', async () => {
    const owner = await serveSubgraph(origin, environment());
    const consumer = await serveSubgraph(echo(), environment(), { origin: owner.url });
    await bench.append();
    await until(async () => (await bench.effects()).length === 1);
    await owner.close();
    await bench.append();
    const again = await serveSubgraph(origin, { ...environment(), PORT: Number(new URL(owner.url).port) });
    await until(async () => (await bench.effects()).length === 2);
    await consumer.close();
    await again.close();
    expect(await bench.effects()).toEqual([1, 2]);
  });

  test('one does not start without the address of a service whose events it consumes', async () => {
    await expect(serveSubgraph(echo(), environment())).rejects.toThrow('reads the log of origin: say where that is');
  });
});
