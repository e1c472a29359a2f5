import { GraphQLError } from 'graphql';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import { FaultCode } from '../errors/fault';
import type { Logger } from '../runtime/log';
import { createWakeableSleep } from './wakeable-sleep';
import { beginCheckpoint, moveCheckpoint, readCheckpoint } from './checkpoint';
import type { EventConsumer, ConsumerTiming } from './consumer';
import type { EventSource } from './event-source';
import type { LogWatch } from './consumer-lease';

export interface ConsumerRun {
  readonly consumer: EventConsumer;
  readonly source: EventSource;
  readonly db: EntityManager;
  readonly watch: LogWatch;
  readonly clock: Clock;
  readonly pace: ConsumerTiming;
  readonly log: Logger;
}

export interface RunningConsumer {
  /** Looks at the log now, not at the next poll. */
  wake(): void;
  /** Stops after the event at hand, or at once where there is none. */
  stop(): Promise<void>;
}

/** So many failures in a row are no news yet: the other service may only be starting. */
const SOON_OVER = 3;

const oldestHeld = (error: unknown): number | null =>
  error instanceof GraphQLError && error.extensions['code'] === FaultCode.CURSOR_EXPIRED
    ? Number(error.extensions['oldest'])
    : null;

/** Where the consumer stands. A new one begins at the oldest event still held: only one that has begun can miss any. */
const standOf = async ({ consumer, source, db, log }: ConsumerRun, signal: AbortSignal): Promise<number> => {
  const stand = await readCheckpoint(db, consumer.name);
  if (stand !== null) return stand;
  let start = 0;
  try {
    await source.read(0, 1, signal);
  } catch (error) {
    const oldest = oldestHeld(error);
    if (oldest === null) throw error;
    start = oldest - 1;
    log.warn({ oldest }, 'a new consumer: what is older than the oldest event still held, it will never see');
  }
  await beginCheckpoint(db, consumer.name, start);
  return (await readCheckpoint(db, consumer.name)) ?? start;
};

/** Handles one batch in order, telling `onProgress` after each event; answers whether there may be more. */
const runBatch = async (run: ConsumerRun, signal: AbortSignal, onProgress: () => void): Promise<boolean> => {
  const { consumer, source, db, clock, pace } = run;
  let stand = await standOf(run, signal);
  const events = await source.read(stand, pace.batch, signal);
  let passed = stand;
  for (const event of events) {
    if (signal.aborted) break;
    if (!consumer.types || consumer.types.includes(event.type)) {
      await db
        .transaction(async (tx) => {
          await moveCheckpoint(tx, consumer.name, stand, event.position);
          await consumer.handle(tx, event, clock);
        })
        .catch((cause: unknown) => {
          throw new Error(`Event ${event.position} (${event.type} of ${event.subject}) failed.`, { cause });
        });
      stand = event.position;
      onProgress();
    }
    passed = event.position;
  }
  if (passed > stand) await moveCheckpoint(db, consumer.name, stand, passed);
  return events.length === pace.batch;
};

/** Runs `consumer` until stopped: event by event, in order, none skipped, each one's effect once. */
export const runConsumer = (run: ConsumerRun): RunningConsumer => {
  const { consumer, watch, pace, log } = run;
  const stopping = new AbortController();
  const { signal } = stopping;
  const alarm = createWakeableSleep();
  let failures = 0;

  const turn = async (): Promise<void> => {
    const isOurs = await watch.holds(consumer.name);
    const hasMore =
      isOurs &&
      (await runBatch(run, signal, () => {
        failures = 0;
      }));
    failures = 0;
    if (!hasMore) await alarm.sleep(pace.pollMs, signal);
  };

  const live = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await turn();
      } catch (error) {
        if (signal.aborted) return;
        const waitMs = Math.min(pace.firstRetryMs * 2 ** failures, pace.longestRetryMs);
        failures += 1;
        log[failures > SOON_OVER ? 'error' : 'info']({ err: error, failures, waitMs }, 'the consumer tries again');
        // An alarm of its own: new events are no reason to try the failed one sooner.
        await createWakeableSleep().sleep(waitMs, signal);
      }
    }
  };

  const life = live();
  return {
    wake: alarm.ring,
    stop: async () => {
      stopping.abort();
      await life;
    },
  };
};
