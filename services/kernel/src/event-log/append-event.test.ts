import { BACKGROUND_TIMEOUTS } from '../data/timeouts';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import {
  appendTestEvents,
  echo,
  type OpenEventLog,
  openEventLog,
  origin,
  positions,
  silentLog,
} from '../../test/support/event-log';
import { waitUntil } from '../../test/support/wait-until';
import { openDatabase } from '../data/postgres';
import { systemClock } from '../values/clock';
import { appendEvent } from './append-event';
import type { NewEvent } from './events/catalogue';
import { readEvents } from './read-events';

describe('appendEvents', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterEach(() => open.reset());
  afterAll(() => open.close());

  const append = (tx: Parameters<typeof appendTestEvents>[0], subject = 'thing_1') =>
    appendTestEvents(tx, [{ type: 'Happened', subject }], open.clock);
  const readAll = () => readEvents(open.db, { after: 0, limit: 10 });
  const subjects = async () => (await readAll()).map(({ position, subject }) => [position, subject]);

  test('makes every event visible in order, none late, while twenty slow transactions commit', async () => {
    const WRITERS = 20;
    const EACH = 10;
    let writing = true;
    const read: number[] = [];
    const reading = (async () => {
      for (;;) {
        const wasWriting = writing;
        const events = await readEvents(open.db, { after: read.at(-1) ?? 0, limit: 7 });
        read.push(...events.map(({ position }) => position));
        if (!wasWriting && events.length === 0) return;
      }
    })();
    const write = async () => {
      for (let index = 0; index < EACH; index += 1) {
        await open.db.transaction(async (tx) => {
          await tx.query('SELECT 1');
          await pause(Math.random() * 5);
          await appendTestEvents(tx, [{ type: 'Happened', subject: 'thing_1' }], systemClock);
          await pause(Math.random() * 5);
        });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    writing = false;
    await reading;
    expect(read).toEqual(positions(1, WRITERS * EACH));
  });

  test('stores type, subject, payload and time unchanged', async () => {
    const payload = { by: 'membre_é', list: [1, null, { deep: 'ü"\\' }] };
    const clock = { ...open.clock, now: () => new Date('2026-02-03T04:05:06.789Z') };
    const event = { type: 'Changed' as const, subject: 'thing_2', payload };
    await open.db.transaction((tx) => appendTestEvents(tx, [event], clock));
    expect(await readAll()).toEqual([{ position: 1, ...event, occurredAt: new Date('2026-02-03T04:05:06.789Z') }]);
  });

  test('appends several events in their order, with one time', async () => {
    await open.append();
    const events = ['one', 'two', 'three'].map((subject) => ({ type: 'Happened' as const, subject }));
    await open.db.transaction((tx) => appendTestEvents(tx, events, open.clock));
    const [, ...read] = await readAll();
    expect(read.map(({ position, subject }) => [position, subject])).toEqual([
      [2, 'one'],
      [3, 'two'],
      [4, 'three'],
    ]);
    expect(new Set(read.map(({ occurredAt }) => occurredAt.getTime())).size).toBe(1);
  });

  test('appends nothing for an empty list', async () => {
    await open.db.transaction((tx) => appendTestEvents(tx, [], open.clock));
    expect(await readAll()).toEqual([]);
  });

  test('leaves no event and no gap when the transaction is rolled back', async () => {
    await open.db.transaction((tx) => append(tx, 'before'));
    const failing = open.db.transaction(async (tx) => {
      await append(tx, 'rolled back');
      throw new Error('rollback');
    });
    await expect(failing).rejects.toThrow('rollback');
    await open.db.transaction((tx) => append(tx, 'after'));
    expect(await subjects()).toEqual([
      [1, 'before'],
      [2, 'after'],
    ]);
  });

  test('leaves no event and no gap of a nested transaction that is rolled back', async () => {
    await open.db.transaction(async (tx) => {
      await append(tx, 'before');
      const nested = tx.transaction(async (inner) => {
        await append(inner, 'rolled back');
        throw new Error('rollback');
      });
      await expect(nested).rejects.toThrow('rollback');
      await append(tx, 'after');
    });
    expect(await subjects()).toEqual([
      [1, 'before'],
      [2, 'after'],
    ]);
  });

  test('assigns positions at commit, without waiting for transactions that began earlier', async () => {
    await open.db.transaction(async (slow) => {
      await append(slow, 'slow');
      await open.db.transaction((tx) => append(tx, 'fast'));
      expect(await subjects()).toEqual([[1, 'fast']]);
    });
    expect(await subjects()).toEqual([
      [1, 'fast'],
      [2, 'slow'],
    ]);
  });

  test('throws outside a transaction', async () => {
    await expect(append(open.db)).rejects.toThrow('in the transaction of its change');
  });

  const audience = { kind: 'NEWS', revision: 1, published: true, authorId: null, organisationId: null };
  test.each<[string, object, RegExp]>([
    [
      'a wrong value',
      { type: 'PostPublished', subject: 'post_1', payload: { ...audience, visibility: 'EVERYBODY' } },
      /payload of PostPublished \(post_1\) does not match .*at visibility/s,
    ],
    ['a missing field', { type: 'MemberErased', subject: 'member_1', payload: {} }, /MemberErased .*at mode/s],
    ['a missing payload', { type: 'MemberErased', subject: 'member_1' }, /MemberErased .*at mode/s],
    [
      'a field that its schema does not name',
      { type: 'TopicDefined', subject: 'topic_1', payload: { label: 'Mobility' } },
      /TopicDefined .*"label"/s,
    ],
    ['an unknown type', { type: 'Unheard', subject: 'thing_1' }, /type Unheard is not in the catalogue/],
    ['a type that is a property of every object', { type: 'toString', subject: 'thing_1' }, /not in the catalogue/],
  ])('appends nothing if an event has %s', async (_, wrong, message) => {
    await open.db.transaction(async (tx) => {
      await expect(appendEvent(tx, wrong as NewEvent, open.clock)).rejects.toThrow(message);
      const both = [{ type: 'Happened', subject: 'thing_1' }, wrong] as Parameters<typeof appendTestEvents>[1];
      await expect(appendTestEvents(tx, both, open.clock)).rejects.toThrow(Error);
    });
    expect(await readAll()).toEqual([]);
  });

  test('wakes readers when the transaction commits, not before', async () => {
    const listener = new Client({ connectionString: open.url });
    const notified: string[] = [];
    listener.on('notification', ({ channel }) => notified.push(channel));
    await listener.connect();
    await listener.query('LISTEN events_origin');
    await open.db.transaction(async (tx) => {
      await append(tx);
      await pause(50);
      await listener.query('SELECT 1');
      expect(notified).toEqual([]);
    });
    await waitUntil(() => notified.length > 0);
    expect(notified).toEqual(['events_origin']);
    await listener.end();
  });
});

describe('the tables of the event log', () => {
  let open: OpenEventLog;
  beforeAll(async () => {
    open = await openEventLog();
  });
  afterAll(() => open.close());

  test.each([origin, echo()])('match their entities in $name', async ({ storage }) => {
    const db = await openDatabase(
      { url: open.url, log: silentLog, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS },
      storage,
    );
    const { upQueries } = await db.driver.createSchemaBuilder().log();
    await db.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
