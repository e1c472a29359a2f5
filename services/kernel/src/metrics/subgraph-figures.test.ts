import { type OpenEventLog, openEventLog } from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';
import { createServiceMetrics } from './serve-metrics';

let open: OpenEventLog;
beforeAll(async () => {
  open = await openEventLog();
});
afterAll(() => open.close());

test('The figures of a service are its connections, its log, and how far its consumers are', async () => {
  await open.append();
  await open.append();
  let isHeld = true;
  const echo = await open.start({
    handle: async () => {
      if (isHeld) throw new Error('The event is held.');
    },
  });
  const origin = await open.log.figures();
  expect(origin).toEqual({
    connections: { used: 0, idle: expect.any(Number), waiting: 0 },
    standby: null,
    logPosition: 2,
    relayPosition: null,
    consumers: [],
  });
  const behind = await echo.figures();
  expect(behind.logPosition).toBeNull();
  expect(behind.consumers).toEqual([
    { name: 'echo-origin', source: 'origin', position: 0, lagSeconds: expect.any(Number) },
  ]);
  // The clock of the events is months before that of the system.
  expect(behind.consumers[0]?.lagSeconds).toBeGreaterThan(0);
  isHeld = false;
  await waitUntil(async () => (await echo.figures()).consumers[0]?.position === 2);
  expect((await echo.figures()).consumers[0]?.lagSeconds).toBe(0);
  await echo.close();
});

test('A log that cannot be read has no lag, and a service whose database does not respond has no figures', async () => {
  const read = () => Promise.reject(new Error('The service does not respond.'));
  const echo = await open.start({}, {}, { read });
  expect((await echo.figures()).consumers).toMatchObject([{ lagSeconds: null }]);
  const metrics = createServiceMetrics('echo', echo.figures);
  expect(await metrics.text()).toContain('wizness_consumer_position{service="echo",');
  expect(await metrics.text()).not.toContain('wizness_consumer_lag_seconds{');
  await echo.close();
  const text = await metrics.text();
  expect(text).not.toContain('service="echo"');
  expect(text).toContain('process_resident_memory_bytes');
});
