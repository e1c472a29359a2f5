import { echo, type OpenEventLog, openEventLog, withReadHooks } from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';
import { systemClock } from '../values/clock';
import { deleteExpiredEvents } from './retention';

describe('background work', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  const waitForEffects = (count: number) => waitUntil(async () => (await open.effects()).length >= count);

  test('starts a new consumer at the oldest event held', async () => {
    await open.appendMany(4);
    await deleteExpiredEvents(open.db, new Date('2100-01-01'));
    const running = await open.start();
    await waitForEffects(1);
    await running.close();
    expect(await open.effects()).toEqual([4]);
  });

  test('does not move the checkpoint of a consumer whose next events have expired', async () => {
    await open.append();
    const before = await open.start();
    await waitForEffects(1);
    await before.close();
    await open.appendMany(4);
    await deleteExpiredEvents(open.db, new Date('2100-01-01'));
    let reads = 0;
    const after = await open.start({}, {}, withReadHooks(open.log.events, { before: () => (reads += 1) }));
    await waitUntil(() => reads > 3);
    await after.close();
    expect(await open.effects()).toEqual([1]);
    expect(await open.checkpoint()).toBe(1);
  });

  test('deletes events that are older than the retention', async () => {
    const eightDaysAgo = { ...open.clock, now: () => new Date(Date.now() - 8 * 24 * 60 * 60 * 1000) };
    await open.append('Happened', eightDaysAgo);
    await open.append('Happened', systemClock);
    await open.log.startWork({ sources: {}, eventRetentionDays: 7 });
    await waitUntil(async () => (await open.oldest()) > 1);
    expect(await open.log.events.read(1, 5)).toMatchObject([{ position: 2 }]);
  });

  test('cannot be started twice', async () => {
    const running = await open.start();
    await expect(running.startWork({ sources: { origin: open.log.events } })).rejects.toThrow(
      'The background work of echo has already been started.',
    );
    await running.close();
  });

  test('needs the log of every service that it consumes from', async () => {
    const running = await open.open(echo());
    await expect(running.startWork({ sources: {} })).rejects.toThrow('reads the log of origin: give its address');
  });

  test('cannot have two consumers of one name', () => {
    expect(() => echo({ name: 'same' }, { name: 'same' })).toThrow('Two consumers of echo have the same name');
  });
});
