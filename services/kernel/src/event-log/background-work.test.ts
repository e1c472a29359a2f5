import { systemClock } from '../values/clock';
import { around, type Bench, echo, openBench, until } from '../../test/support/event-log';
import { deleteExpiredEvents } from './delete-expired-events';

describe('the work of a service between requests', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.empty());
  afterAll(() => bench.close());

  const settled = (count: number) => until(async () => (await bench.effects()).length >= count);

  test('begins a new consumer at the oldest event still held', async () => {
    await bench.appendMany(4);
    await deleteExpiredEvents(bench.db, new Date('2100-01-01'));
    const running = await bench.start();
    await settled(1);
    await running.close();
    expect(await bench.effects()).toEqual([4]);
  });

  test('leaves a consumer that stayed away too long where it stands, and never starts it from now', async () => {
    await bench.append();
    const before = await bench.start();
    await settled(1);
    await before.close();
    await bench.appendMany(4);
    await deleteExpiredEvents(bench.db, new Date('2100-01-01'));
    let reads = 0;
    const after = await bench.start({}, {}, around(bench.log.events, { before: () => (reads += 1) }));
    await until(() => reads > 3);
    await after.close();
    expect(await bench.effects()).toEqual([1]);
    expect(await bench.checkpoint()).toBe(1);
  });

  test('forgets what is older than the retention', async () => {
    const old = { ...bench.clock, now: () => new Date(Date.now() - 8 * 24 * 60 * 60 * 1000) };
    await bench.append('Old', 'thing_1', old);
    await bench.append('New', 'thing_1', systemClock);
    await bench.log.startWork({ sources: {}, eventRetentionDays: 7 });
    await until(async () => (await bench.log.events.read(1, 5)).length === 1 && (await bench.oldest()) === 2);
    await expect(bench.log.startWork({ sources: {} })).rejects.toThrow('has been started before');
  });

  test('needs to be told where events come from, and consumers of different names', async () => {
    const running = await bench.open(echo());
    await expect(running.startWork({ sources: {} })).rejects.toThrow('reads the log of origin: say where that is');
    expect(() => echo({ name: 'same' }, { name: 'same' })).toThrow('have one name');
  });
});
