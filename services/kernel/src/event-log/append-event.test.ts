import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { systemClock } from '../values/clock';
import { openDatabase } from '../data/postgres';
import { appendEvent, appendEvents } from './append-event';
import { type Bench, echo, openBench, origin, positions, quiet, until } from '../../test/support/event-log';
import { readEvents } from './read-events';

describe('appending to the log', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.empty());
  afterAll(() => bench.close());

  test('shows a reader every event in order, none late, with twenty writers that dawdle before they commit', async () => {
    const WRITERS = 20;
    const EACH = 10;
    let writing = true;
    const read: number[] = [];
    const reading = (async () => {
      for (;;) {
        const wasWriting = writing;
        const events = await readEvents(bench.db, { after: read.at(-1) ?? 0, limit: 7 });
        read.push(...events.map(({ position }) => position));
        if (!wasWriting && events.length === 0) return;
      }
    })();
    const write = async () => {
      for (let index = 0; index < EACH; index += 1) {
        await bench.db.transaction(async (tx) => {
          await tx.query('SELECT 1');
          await pause(Math.random() * 5);
          await appendEvent(tx, { type: 'Happened', subject: 'thing_1' }, systemClock);
          await pause(Math.random() * 5);
        });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    writing = false;
    await reading;
    expect(read).toEqual(positions(1, WRITERS * EACH));
  });

  test('gives back what was written', async () => {
    const payload = { by: 'membre_é', list: [1, null, { deep: 'ü"\\' }] };
    const at = { ...bench.clock, now: () => new Date('2026-02-03T04:05:06.789Z') };
    const written = { type: 'Changed', subject: 'thing_2', payload };
    await bench.db.transaction((tx) => appendEvent(tx, written, at));
    expect(await readEvents(bench.db, { after: 0, limit: 10 })).toEqual([
      { position: 1, ...written, occurredAt: new Date('2026-02-03T04:05:06.789Z') },
    ]);
  });

  test('writes many in their order, at one time and after what was there', async () => {
    await bench.append();
    const told = ['First', 'Second', 'Third'].map((type, number) => ({ type, subject: `thing_${number}` }));
    await bench.db.transaction((tx) => appendEvents(tx, told, bench.clock));
    const events = await readEvents(bench.db, { after: 1, limit: 10 });
    expect(events.map(({ position, type, subject }) => ({ position, type, subject }))).toEqual(
      told.map((event, number) => ({ position: number + 2, ...event })),
    );
    expect(new Set(events.map(({ occurredAt }) => occurredAt.getTime())).size).toBe(1);
    await bench.db.transaction((tx) => appendEvents(tx, [], bench.clock));
    expect((await readEvents(bench.db, { after: 0, limit: 10 })).at(-1)?.position).toBe(4);
  });

  test('leaves nothing, not even a hole, where the change is rolled back', async () => {
    await bench.append('Before');
    const failing = bench.db.transaction(async (tx) => {
      await appendEvent(tx, { type: 'Never', subject: 'thing_1' }, bench.clock);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await bench.append('After');
    const events = await readEvents(bench.db, { after: 0, limit: 10 });
    expect(events.map(({ position, type }) => [position, type])).toEqual([
      [1, 'Before'],
      [2, 'After'],
    ]);
  });

  test('leaves nothing of a part that was rolled back, and all of the rest', async () => {
    await bench.db.transaction(async (tx) => {
      await appendEvent(tx, { type: 'Before', subject: 'thing_1' }, bench.clock);
      const part = tx.transaction(async (inside) => {
        await appendEvent(inside, { type: 'Never', subject: 'thing_1' }, bench.clock);
        throw new Error('changed my mind');
      });
      await expect(part).rejects.toThrow('changed my mind');
      await appendEvent(tx, { type: 'After', subject: 'thing_1' }, bench.clock);
    });
    const events = await readEvents(bench.db, { after: 0, limit: 10 });
    expect(events.map(({ position, type }) => [position, type])).toEqual([
      [1, 'Before'],
      [2, 'After'],
    ]);
  });

  test('waits for nobody before it commits, and takes its place then', async () => {
    await bench.db.transaction(async (slow) => {
      await appendEvent(slow, { type: 'Slow', subject: 'thing_1' }, bench.clock);
      await bench.append('Fast');
      expect(await readEvents(bench.db, { after: 0, limit: 10 })).toMatchObject([{ position: 1, type: 'Fast' }]);
    });
    expect(await readEvents(bench.db, { after: 1, limit: 10 })).toMatchObject([{ position: 2, type: 'Slow' }]);
  });

  test('is refused outside of a transaction, where it would promise an order that it can not keep', async () => {
    const event = { type: 'Happened', subject: 'thing_1' };
    await expect(appendEvent(bench.db, event, bench.clock)).rejects.toThrow('in the transaction of its change');
  });

  test('wakes readers when it is committed, not before', async () => {
    const listener = new Client({ connectionString: bench.url });
    const heard: string[] = [];
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.connect();
    await listener.query('LISTEN events_origin');
    await bench.db.transaction(async (tx) => {
      await appendEvent(tx, { type: 'Happened', subject: 'thing_1' }, bench.clock);
      await pause(50);
      await listener.query('SELECT 1');
      expect(heard).toEqual([]);
    });
    await until(() => heard.length > 0);
    expect(heard).toEqual(['events_origin']);
    await listener.end();
  });

  test.each([origin, echo()])('has exactly the tables that its entities expect in $name', async ({ storage }) => {
    const db = await openDatabase({ url: bench.url, log: quiet, poolSize: 1 }, storage);
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    await db.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
