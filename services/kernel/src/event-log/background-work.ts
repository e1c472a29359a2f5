import type { DataSource } from 'typeorm';
import { type Clock, systemClock } from '../values/clock';
import type { DatabaseSettings, Storage } from '../data/postgres';
import { type EventConsumer, type ConsumerTiming, defaultConsumerTiming } from './consumer';
import { wakeChannel } from './event-log-tables';
import type { EventSources } from './event-source';
import { scheduleRetention } from './retention';
import { watchLogs } from './consumer-lease';
import { LoggedEvent } from './logged-event.entity';
import { runConsumer } from './run-consumer';

/** What a service's work between requests needs from outside. */
export interface BackgroundWorkOptions {
  /** The log of every service that this one consumes from. */
  readonly sources: EventSources;
  /** How long its own events are kept; 30 days unless told. */
  readonly eventRetentionDays?: number;
  readonly clock?: Clock;
  readonly pace?: ConsumerTiming;
}

export interface Worker {
  /** Opens what it works on, unless that is open. Whoever gave it closes it, after the work has stopped. */
  readonly open: () => Promise<DataSource>;
  readonly database: DatabaseSettings;
  readonly storage: Storage;
  readonly consumers: readonly EventConsumer[];
}

export interface BackgroundWork {
  /** Stops all of it, each consumer after the event at hand. */
  stop(): Promise<void>;
}

const USUAL_RETENTION_DAYS = 30;

/** Starts a service's consumers and the forgetting of its old events. Rejects where a consumer's source is not given. */
export const startBackgroundWork = async (
  worker: Worker,
  surroundings: BackgroundWorkOptions,
): Promise<BackgroundWork> => {
  const { open, database, storage, consumers } = worker;
  const {
    sources,
    eventRetentionDays = USUAL_RETENTION_DAYS,
    clock = systemClock,
    pace = defaultConsumerTiming,
  } = surroundings;
  const sourced = consumers.map((consumer) => {
    const source = sources[consumer.source];
    if (source) return { consumer, source };
    throw new Error(`The consumer ${consumer.name} reads the log of ${consumer.source}: say where that is.`);
  });
  const db = (await open()).manager;
  const watch = watchLogs({
    url: database.url,
    schema: storage.schema,
    channels: [...new Set(consumers.map(({ source }) => wakeChannel(source)))],
    onWake: (channel) => {
      for (const { run, consumer } of running) if (wakeChannel(consumer.source) === channel) run.wake();
    },
  });
  const running = sourced.map(({ consumer, source }) => {
    const log = database.log.child({ consumer: consumer.name });
    return { consumer, run: runConsumer({ consumer, source, db, watch, clock, pace, log }) };
  });
  const forgetting = storage.entities.includes(LoggedEvent)
    ? scheduleRetention(db, eventRetentionDays, clock, database.log)
    : null;
  return {
    stop: async () => {
      await Promise.all([forgetting?.stop(), ...running.map(({ run }) => run.stop())]);
      await watch.close();
    },
  };
};
