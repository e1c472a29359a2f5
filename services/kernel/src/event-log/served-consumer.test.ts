import { echo, type OpenEventLog, openEventLog, origin } from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';
import { databasePoolSettings } from '../runtime/database-settings';
import { serveSubgraph } from '../http/serve';

describe('a consumer whose source is another process', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterAll(() => open.close());

  const settings = (sources: Readonly<Record<string, string>> = {}, port = 0) => ({
    server: {
      port,
      host: '127.0.0.1',
      drainSeconds: 0,
      logLevel: 'silent' as const,
      secret: new TextEncoder().encode('a secret that is long enough to sign with'),
      eventRetentionDays: 30,
      rateLimitPercent: 0,
      metricsPort: undefined,
      natsUrl: undefined,
      otlpEndpoint: undefined,
    },
    database: { url: open.url },
    pool: databasePoolSettings.parse({}),
    service: {},
    sources,
  });

  test('reads events over HTTP, and continues when the source is back', async () => {
    const owner = await serveSubgraph(origin, settings());
    const consumer = await serveSubgraph(echo(), settings({ origin: owner.url }));
    await open.append();
    await waitUntil(async () => (await open.effects()).length === 1);
    await owner.close();
    await open.append();
    const restarted = await serveSubgraph(origin, settings({}, Number(new URL(owner.url).port)));
    await waitUntil(async () => (await open.effects()).length === 2);
    await consumer.close();
    await restarted.close();
    expect(await open.effects()).toEqual([1, 2]);
  });

  test('does not start without the address of the source', async () => {
    await expect(serveSubgraph(echo(), settings())).rejects.toThrow('reads the log of origin: give its address');
  });
});
