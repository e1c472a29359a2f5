import { Client } from 'pg';
import { Query, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { anonymous } from '../../src/access/identity';
import { BACKGROUND_TIMEOUTS } from '../../src/data/timeouts';
import { appendEventsOf } from '../../src/event-log/append-event';
import { Checkpoint } from '../../src/event-log/checkpoint.entity';
import { type ConsumerTiming, defineConsumerOf, type EventConsumer } from '../../src/event-log/consumer';
import type { EventSource } from '../../src/event-log/event-source';
import type { EventDefinitions, EventOf, TypeIn } from '../../src/event-log/events/definition';
import { LoggedEvent } from '../../src/event-log/logged-event.entity';
import { Job } from '../../src/jobs/job.entity';
import { createLogger } from '../../src/runtime/log';
import { defineSubgraph, type RunningSubgraph, type Subgraph } from '../../src/subgraph';
import { type Clock, deterministicClock, systemClock } from '../../src/values/clock';
import { cloneDatabase } from './database';
import { Effects1764000000000, EventLog1764000000000 } from './event-log-migrations';

const event = { owner: 'origin', version: 1, meaning: 'A test appended it.', subject: 'Any text.' };

/** The event types of the service `origin`, which exists in tests only. */
const testEvents = {
  Happened: { ...event, payload: z.object({}) },
  Other: { ...event, payload: z.object({}) },
  Third: { ...event, payload: z.object({}) },
  Changed: { ...event, payload: z.object({ by: z.string(), list: z.array(z.unknown()).optional() }) },
} satisfies EventDefinitions;

type TestEvent = EventOf<typeof testEvents>;

export const appendTestEvents = appendEventsOf(testEvents);
const defineTestConsumer = defineConsumerOf(testEvents);

@Resolver()
class NothingResolver {
  @Query(() => String, { nullable: true, description: 'Always null.' })
  nothing(): null {
    return null;
  }
}

export interface TestContext {
  readonly db: EntityManager;
}

const minimal = { resolvers: [NothingResolver] as [Function], types: [], references: {} };
const createContext = (db: EntityManager): TestContext => ({ db });

/** A service that appends events. */
export const origin = defineSubgraph<TestContext>({
  ...minimal,
  name: 'origin',
  storage: { schema: 'origin', entities: [LoggedEvent, Job], migrations: [EventLog1764000000000] },
  createContext,
});

/** Records the position of an event: the effect that tests check. */
export const writeEffect = async (tx: EntityManager, position: number): Promise<void> => {
  await tx.query('INSERT INTO effects (position) VALUES ($1)', [position]);
};

/** Options of a test consumer. By default it handles every event of `origin`, one by one, with {@link writeEffect}. */
export interface TestConsumer {
  readonly name?: string;
  readonly types?: readonly TypeIn<typeof testEvents>[];
  readonly maxBatch?: number;
  readonly handle?: (tx: EntityManager, event: TestEvent) => Promise<void>;
  /** Instead of `handle`. */
  readonly handleAll?: (tx: EntityManager, events: readonly TestEvent[]) => Promise<void>;
}

export const testConsumer = ({
  name = 'echo-origin',
  types = ['Happened', 'Other', 'Third', 'Changed'],
  maxBatch,
  handle = (tx, { position }) => writeEffect(tx, position),
  handleAll,
}: TestConsumer = {}): EventConsumer =>
  defineTestConsumer({
    name,
    source: 'origin',
    types,
    ...(maxBatch !== undefined && { maxBatch }),
    ...(handleAll ? { handleAll } : { handle }),
  });

/** A service that consumes the events of `origin`. */
export const echo = (...consumers: readonly TestConsumer[]): Subgraph<TestContext> =>
  defineSubgraph<TestContext>({
    ...minimal,
    name: 'echo',
    storage: { schema: 'echo', entities: [Checkpoint], migrations: [Effects1764000000000] },
    consumers: (consumers.length ? consumers : [{}]).map(testConsumer),
    createContext,
  });

export const fastTiming: ConsumerTiming = {
  pollMs: 20,
  firstRetryMs: 10,
  longestRetryMs: 100,
  batch: 5,
  transactionMs: 1000,
};

export const silentLog = createLogger('event-log', 'silent');

export const managerOf = (running: RunningSubgraph<TestContext>): EntityManager =>
  running.createContext({ identity: anonymous, clock: systemClock }).db;

/** `source`, with hooks that run before and after each read. */
export const withReadHooks = (
  source: EventSource,
  { before, after }: { before?: () => unknown; after?: () => unknown },
): EventSource => ({
  read: async (position, limit, signal) => {
    await before?.();
    const events = await source.read(position, limit, signal);
    await after?.();
    return events;
  },
});

/** Opens `origin` or `echo` on the database at `url`. */
export const openOn = (subgraph: Subgraph<TestContext>, url: string, poolSize?: number) =>
  // Some tests connect many clients at once, for which a busy machine takes longer than a request may wait.
  subgraph.open({ database: { url, poolSize, timeouts: BACKGROUND_TIMEOUTS }, settings: {}, log: silentLog });

/** `origin`, its log, and `echo`, in a separate database for the suite. Call `close()` in afterAll. */
export const openEventLog = async () => {
  const database = await cloneDatabase('event_log', async (url) => {
    for (const subgraph of [origin, echo()]) await (await openOn(subgraph, url, 1)).close();
  });
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const opened = new Set<RunningSubgraph>();
  const open = async (subgraph: Subgraph<TestContext>, poolSize = 3) => {
    const running = await openOn(subgraph, database.url, poolSize);
    opened.add(running);
    return running;
  };
  const log = await open(origin, 25);
  const db = managerOf(log);
  const echoDb = managerOf(await open(echo(), 2));
  const permanent = new Set(opened);
  const closeAllBut = async (kept: ReadonlySet<RunningSubgraph>): Promise<void> => {
    for (const running of opened) {
      if (kept.has(running)) continue;
      opened.delete(running);
      await running.close();
    }
  };
  const clock: Clock = deterministicClock('2026-01-01T00:00:00Z', 'event-log');
  /** Appends one event; `appended_at` becomes the time of `at`, so that retention can be tested. */
  const append = async (type: 'Happened' | 'Other' | 'Third' = 'Happened', at = clock): Promise<void> => {
    await db.transaction((tx) => appendTestEvents(tx, [{ type, subject: 'thing_1' }], at));
    await db.query('UPDATE events SET appended_at = occurred_at WHERE appended_at <> occurred_at');
  };
  return {
    url: database.url,
    open,
    /** Opens `echo` and starts its consumer. */
    start: async (
      consumer: TestConsumer = {},
      timing: Partial<ConsumerTiming> = {},
      source: EventSource = log.events,
    ) => {
      const running = await open(echo(consumer));
      await running.startWork({ sources: { origin: source }, timing: { ...fastTiming, ...timing } });
      const close = async () => {
        opened.delete(running);
        await running.close();
      };
      return { ...running, close };
    },
    log,
    db,
    clock,
    append,
    appendMany: async (count: number): Promise<void> => {
      for (let index = 0; index < count; index += 1) await append();
    },
    /** Positions of the events whose effects are committed, in the order in which they were written. */
    effects: async (): Promise<number[]> => {
      const rows = await echoDb.query<{ position: string }[]>('SELECT position FROM effects ORDER BY number');
      return rows.map(({ position }) => Number(position));
    },
    /** In how many transactions the effects were written. */
    transactions: async (): Promise<number> => {
      const [row] = await echoDb.query<{ count: number }[]>(
        'SELECT count(DISTINCT CAST(xmin AS text))::integer AS count FROM effects',
      );
      return row?.count ?? 0;
    },
    checkpoint: async (): Promise<number | null> => {
      const [row] = await echoDb.query<{ position: string }[]>('SELECT position FROM checkpoints');
      return row ? Number(row.position) : null;
    },
    /** Terminates the connections whose application name is `name`. */
    terminate: (name: string) =>
      admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
        [name],
      ),
    /** Terminates the connections that are running `pg_sleep` for a consumer. Returns how many. */
    terminateSleeping: async (): Promise<number> => {
      const { rows } = await admin.query(
        `WITH sleeping AS MATERIALIZED (
           SELECT pid FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'wizness-echo' AND query LIKE '%pg_sleep%'
             AND state = 'active'
         )
         SELECT pg_terminate_backend(pid) FROM sleeping`,
      );
      return rows.length;
    },
    oldest: async (): Promise<number> => {
      const [row] = await db.query<[{ oldest: string }]>('SELECT min(position) AS oldest FROM events');
      return Number(row.oldest);
    },
    /** Closes what a test has left open, and empties all tables. */
    reset: async (): Promise<void> => {
      await closeAllBut(permanent);
      await echoDb.query('TRUNCATE effects, checkpoints');
      await db.query('TRUNCATE events, jobs');
    },
    close: async () => {
      await closeAllBut(new Set());
      await admin.end();
      await database.drop();
    },
  };
};

export type OpenEventLog = Awaited<ReturnType<typeof openEventLog>>;

/** The positions from `first` to `last`. */
export const positions = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
