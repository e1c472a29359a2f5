import type { DataSource } from 'typeorm';
import type { DatabaseSettings } from '../data/postgres';
import type { ServiceLogin } from '../data/service-login';
import type { Storage } from '../data/storage';
import { type Clock, systemClock } from '../values/clock';
import { type ConsumerTiming, defaultConsumerTiming, type EventConsumer } from './consumer';
import { createConsumerLease } from './consumer-lease';
import { wakeChannel } from './event-log-tables';
import type { EventSources, OwnEventSource } from './event-source';
import { deleteOldKeysHandler } from '../idempotency/delete-old-keys';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity';
import { deleteEndedJobsHandler } from '../jobs/delete-ended-jobs';
import { Job } from '../jobs/job.entity';
import type { JobHandler, OtherServices } from '../jobs/job-kind';
import { jobChannel } from '../jobs/job-table';
import { defaultJobTiming, type JobTiming, startJobWorker } from '../jobs/job-worker';
import { deleteOldBucketsHandler } from '../rate-limit/delete-old-buckets';
import { RateBucket } from '../rate-limit/rate-bucket.entity';
import type { NatsLink } from '../nats/nats-link';
import { startRelay } from '../nats/relay';
import { followLogs } from './follow-logs';
import { LoggedEvent } from './logged-event.entity';
import { retentionHandler } from './retention';
import { runConsumer } from './run-consumer';
import { createWakeListener } from './wake-listener';

/** What a service's background work gets from outside the service. */
export interface BackgroundWorkOptions {
  /** The log of every service that this one consumes from, by service name. */
  readonly sources: EventSources;
  /** How jobs call other services. Defaults to none. */
  readonly services?: OtherServices;
  /** Where the service's log is copied to. Defaults to nowhere. The caller closes it. */
  readonly nats?: NatsLink | null;
  /** Days for which the service's own events are kept. Defaults to 30. */
  readonly eventRetentionDays?: number;
  readonly clock?: Clock;
  readonly timing?: ConsumerTiming;
  readonly jobTiming?: JobTiming;
}

export interface BackgroundWorker {
  /** Opens the connection pool of the background work, or returns the open one. The caller closes it after `stop`. */
  readonly open: () => Promise<DataSource>;
  readonly database: DatabaseSettings;
  readonly login: ServiceLogin;
  readonly storage: Storage;
  readonly consumers: readonly EventConsumer[];
  readonly jobs: readonly JobHandler[];
  /** The service's own log, whose readers are woken. */
  readonly events: OwnEventSource;
}

export interface BackgroundWork {
  /** Position up to which this process has copied the log to NATS; null if it does not copy it. */
  relayPosition(): number | null;
  /** Stops all of it; each consumer finishes the transaction that it has begun. */
  stop(): Promise<void>;
}

const DEFAULT_RETENTION_DAYS = 30;

/** The jobs of a service, with those that it has because of the tables that it has. */
const withOwnJobs = ({ storage, database, jobs }: BackgroundWorker, retentionDays: number): readonly JobHandler[] => {
  if (!storage.entities.includes(Job)) return jobs;
  const retention = storage.entities.includes(LoggedEvent) ? [retentionHandler(retentionDays, database.log)] : [];
  const keys = storage.entities.includes(IdempotencyKey) ? [deleteOldKeysHandler] : [];
  const buckets = storage.entities.includes(RateBucket) ? [deleteOldBucketsHandler] : [];
  return [...jobs, deleteEndedJobsHandler, ...retention, ...keys, ...buckets];
};

/** Starts a service's consumers and jobs. Rejects if the source of a consumer is missing. */
export const startBackgroundWork = async (
  worker: BackgroundWorker,
  options: BackgroundWorkOptions,
): Promise<BackgroundWork> => {
  const { open, database, login, storage, consumers, events } = worker;
  const { clock = systemClock, timing = defaultConsumerTiming, jobTiming = defaultJobTiming } = options;
  const handlers = withOwnJobs(worker, options.eventRetentionDays ?? DEFAULT_RETENTION_DAYS);
  const withSources = consumers.map((consumer) => {
    const source = options.sources[consumer.source];
    if (source) return { consumer, source };
    throw new Error(`The consumer ${consumer.name} reads the log of ${consumer.source}: give its address.`);
  });
  const db = (await open()).manager;
  const listener = createWakeListener({
    url: database.url,
    login,
    schema: storage.schema,
    channels: [
      ...new Set([storage.schema, ...consumers.map(({ source }) => source)].map(wakeChannel)),
      jobChannel(storage.schema),
    ],
    onWake: (channel) => {
      if (channel === wakeChannel(storage.schema)) {
        events.wake();
        relay?.wake();
      }
      if (channel === jobChannel(storage.schema)) jobs?.wake();
      for (const { run, consumer } of running) if (wakeChannel(consumer.source) === channel) run.wake();
    },
  });
  const lease = createConsumerLease(storage.schema, listener);
  const running = withSources.map(({ consumer, source }) => {
    const log = database.log.child({ consumer: consumer.name });
    return { consumer, run: runConsumer({ consumer, source, db, lease, clock, timing, log }) };
  });
  const { services, nats } = options;
  const relay =
    nats && storage.entities.includes(LoggedEvent)
      ? startRelay({ service: storage.schema, source: events, lease, nats, pollMs: timing.pollMs, log: database.log })
      : null;
  const environment = { db, listener, clock, log: database.log, timing: jobTiming, services };
  const jobs = handlers.length > 0 ? startJobWorker(handlers, environment) : null;
  const sources = Object.fromEntries(withSources.map(({ consumer, source }) => [consumer.source, source]));
  const onNew = (service: string): void => {
    for (const { run, consumer } of running) if (consumer.source === service) run.wake();
  };
  const stopFollowing = await followLogs(sources, { db, log: database.log, onNew });
  return {
    relayPosition: () => relay?.position() ?? null,
    stop: async () => {
      await stopFollowing();
      await Promise.all([jobs?.stop(), relay?.stop(), ...running.map(({ run }) => run.stop())]);
      await listener.close();
    },
  };
};
