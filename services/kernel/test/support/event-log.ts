import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { Query, Resolver } from 'type-graphql';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import { type Clock, deterministicClock, systemClock } from '../../src/values/clock';
import { anonymous } from '../../src/access/identity';
import { createLogger } from '../../src/runtime/log';
import { defineSubgraph, type RunningSubgraph, type Subgraph } from '../../src/subgraph';
import { cloneDatabase } from './database';
import { appendEvent } from '../../src/event-log/append-event';
import { Checkpoint } from '../../src/event-log/checkpoint.entity';
import type { EventConsumer, ConsumerTiming } from '../../src/event-log/consumer';
import { createCheckpoints, createEventLog, dropCheckpoints, dropEventLog } from '../../src/event-log/event-log-tables';
import type { EventSource } from '../../src/event-log/event-source';
import { LoggedEvent } from '../../src/event-log/logged-event.entity';

class EventLog1764000000000 implements MigrationInterface {
  readonly name = 'EventLog1764000000000';
  up = (db: QueryRunner) => createEventLog(db);
  down = (db: QueryRunner) => dropEventLog(db);
}

class Effects1764000000000 implements MigrationInterface {
  readonly name = 'Effects1764000000000';
  async up(db: QueryRunner): Promise<void> {
    await createCheckpoints(db);
    // No key on purpose: an effect that happens twice is to be seen twice.
    await db.query('CREATE TABLE effects (number bigint GENERATED ALWAYS AS IDENTITY, position bigint NOT NULL)');
  }
  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE effects');
    await dropCheckpoints(db);
  }
}

@Resolver()
class NothingResolver {
  @Query(() => String, { nullable: true, description: 'Nothing.' })
  nothing(): null {
    return null;
  }
}

export interface BareContext {
  readonly db: EntityManager;
}

const bare = { resolvers: [NothingResolver] as [Function], types: [], references: {} };
const createContext = (db: EntityManager): BareContext => ({ db });

/** Tells what happens. */
export const origin = defineSubgraph<BareContext>({
  ...bare,
  name: 'origin',
  storage: { schema: 'origin', entities: [LoggedEvent], migrations: [EventLog1764000000000] },
  createContext,
});

/** The effect of an event: its position, written down. */
export const leave = async (tx: EntityManager, position: number): Promise<void> => {
  await tx.query('INSERT INTO effects (position) VALUES ($1)', [position]);
};

const echoing: EventConsumer = {
  name: 'echo-origin',
  source: 'origin',
  handle: (tx, { position }) => leave(tx, position),
};

/** Does something about it: writes down each position that it handles. */
export const echo = (...consumers: Partial<EventConsumer>[]): Subgraph<BareContext> =>
  defineSubgraph<BareContext>({
    ...bare,
    name: 'echo',
    storage: { schema: 'echo', entities: [Checkpoint], migrations: [Effects1764000000000] },
    consumers: (consumers.length ? consumers : [{}]).map((consumer) => ({ ...echoing, ...consumer })),
    createContext,
  });

/** As fast as a test wants it. */
export const fast: ConsumerTiming = { pollMs: 20, firstRetryMs: 10, longestRetryMs: 100, batch: 5 };

export const quiet = createLogger('event-log', 'silent');

export const managerOf = (running: RunningSubgraph<BareContext>): EntityManager =>
  running.createContext({ identity: anonymous, clock: systemClock }).db;

/** Waits until `isSo`; after ten seconds it is not. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + 10_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error('It did not come to pass in ten seconds.');
    await pause(10);
  }
};

/** `source`, with something done before or after each read. */
export const around = (
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

/** The log and its echo in a database of the suite's own. */
export const openBench = async () => {
  const database = await cloneDatabase('event_log', async (url) => {
    for (const subgraph of [origin, echo()]) await (await subgraph.open({ url, log: quiet, poolSize: 1 })).close();
  });
  const admin = new Client({ connectionString: database.url });
  await admin.connect();
  const opened = new Set<RunningSubgraph>();
  const open = async (subgraph: Subgraph<BareContext>, poolSize = 3) => {
    const running = await subgraph.open({ url: database.url, log: quiet, poolSize });
    opened.add(running);
    return running;
  };
  const log = await open(origin, 25);
  const db = managerOf(log);
  const effects = managerOf(await open(echo(), 2));
  const lasting = new Set(opened);
  const closeAll = async (kept: ReadonlySet<RunningSubgraph>): Promise<void> => {
    for (const running of opened) {
      if (kept.has(running)) continue;
      opened.delete(running);
      await running.close();
    }
  };
  const clock: Clock = deterministicClock('2026-01-01T00:00:00Z', 'event-log');
  /** Here, things are told when they happen. */
  const append = async (type = 'Happened', subject = 'thing_1', at = clock): Promise<void> => {
    await db.transaction((tx) => appendEvent(tx, { type, subject }, at));
    await db.query('UPDATE events SET appended_at = occurred_at WHERE appended_at <> occurred_at');
  };
  return {
    url: database.url,
    open,
    /** Opens an echo whose consumers run. Close it, or the bench does. */
    start: async (
      consumer: Partial<EventConsumer> = {},
      pace: Partial<ConsumerTiming> = {},
      source: EventSource = log.events,
    ) => {
      const running = await open(echo(consumer));
      await running.startWork({ sources: { origin: source }, pace: { ...fast, ...pace } });
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
    /** Positions whose effect stands, in the order they came about. */
    effects: async (): Promise<number[]> => {
      const rows = await effects.query<{ position: string }[]>('SELECT position FROM effects ORDER BY number');
      return rows.map(({ position }) => Number(position));
    },
    checkpoint: async (): Promise<number | null> => {
      const [row] = await effects.query<{ position: string }[]>('SELECT position FROM checkpoints');
      return row ? Number(row.position) : null;
    },
    /** Ends the connections of the database whose application is `name`. */
    cut: (name: string) =>
      admin.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
        [name],
      ),
    /** Ends the connections on which an event is being handled, which takes its time; answers how many. */
    cutWorking: async (): Promise<number> => {
      const { rows } = await admin.query(
        `WITH working AS MATERIALIZED (
           SELECT pid FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'wizness-echo' AND query LIKE '%pg_sleep%'
             AND state = 'active'
         )
         SELECT pg_terminate_backend(pid) FROM working`,
      );
      return rows.length;
    },
    oldest: async (): Promise<number> => {
      const [row] = await db.query<[{ oldest: string }]>('SELECT min(position) AS oldest FROM events');
      return Number(row.oldest);
    },
    /** Ends what a test has opened and left open, and empties all tables. */
    empty: async (): Promise<void> => {
      await closeAll(lasting);
      await effects.query('TRUNCATE effects, checkpoints');
      await db.query('TRUNCATE events');
    },
    close: async () => {
      await closeAll(new Set());
      await admin.end();
      await database.drop();
    },
  };
};

export type Bench = Awaited<ReturnType<typeof openBench>>;

export const positions = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
