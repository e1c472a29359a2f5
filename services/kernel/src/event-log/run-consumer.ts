import { GraphQLError } from 'graphql';
import type { EntityManager } from 'typeorm';
import { FaultCode } from '../errors/fault';
import type { Logger } from '../runtime/log';
import type { Clock } from '../values/clock';
import { beginCheckpoint, moveCheckpoint, readCheckpoint } from './checkpoint';
import type { ConsumerTiming, EventConsumer } from './consumer';
import type { ConsumerLease } from './consumer-lease';
import type { EventSource } from './event-source';
import { MAX_EVENTS_PER_READ } from './read-events';
import { createWakeableSleep } from './wakeable-sleep';

/** A consumer with all that it needs to handle a batch of events. */
interface BatchRun {
  readonly consumer: EventConsumer;
  readonly source: EventSource;
  readonly db: EntityManager;
  readonly clock: Clock;
  readonly timing: Pick<ConsumerTiming, 'batch'>;
  readonly log: Logger;
}

export interface ConsumerRun extends BatchRun {
  readonly lease: ConsumerLease;
  readonly timing: ConsumerTiming;
}

export interface RunningConsumer {
  /** Reads the log now, not at the next poll. */
  wake(): void;
  /** Stops after the event that is being handled. */
  stop(): Promise<void>;
}

/** Failures in a row that are logged as information only: the other service may still be starting. */
const EXPECTED_FAILURES = 3;

const oldestHeld = (error: unknown): number | null =>
  error instanceof GraphQLError && error.extensions['code'] === FaultCode.CURSOR_EXPIRED
    ? Number(error.extensions['oldest'])
    : null;

/** The consumer's checkpoint. A new consumer begins at the oldest event held; it cannot have missed any. */
const checkpointOf = async (run: BatchRun, signal: AbortSignal): Promise<number> => {
  const { consumer, source, db, log } = run;
  const checkpoint = await readCheckpoint(db, consumer.name);
  if (checkpoint !== null) return checkpoint;
  let start = 0;
  try {
    await source.read(0, 1, signal);
  } catch (error) {
    const oldest = oldestHeld(error);
    if (oldest === null) throw error;
    start = oldest - 1;
    log.warn({ oldest }, 'new consumer starts at the oldest event held; earlier events have expired');
  }
  await beginCheckpoint(db, consumer.name, start);
  return (await readCheckpoint(db, consumer.name)) ?? start;
};

/** Handles one batch in order, calling `onProgress` after each event. Returns whether there may be more events. */
const runBatch = async (run: BatchRun, signal: AbortSignal, onProgress: () => void): Promise<boolean> => {
  const { consumer, source, db, clock, timing } = run;
  let checkpoint = await checkpointOf(run, signal);
  const events = await source.read(checkpoint, timing.batch, signal);
  let done = checkpoint;
  for (const event of events) {
    if (signal.aborted) break;
    if (consumer.types.includes(event.type)) {
      await db
        .transaction(async (tx) => {
          await moveCheckpoint(tx, consumer.name, checkpoint, event.position);
          await consumer.handle(tx, event, clock);
        })
        .catch((cause: unknown) => {
          throw new Error(`Event ${event.position} (${event.type} of ${event.subject}) failed.`, { cause });
        });
      checkpoint = event.position;
      onProgress();
    }
    done = event.position;
  }
  if (done > checkpoint) await moveCheckpoint(db, consumer.name, checkpoint, done);
  return events.length === timing.batch;
};

/**
 * Handles the events that the log holds now, in order, and returns. Throws the error of a handler; nothing of its event is
 * written then. Throws an Error if another process handles the events at the same time.
 */
export const catchUp = async (run: Omit<BatchRun, 'timing'>): Promise<void> => {
  const batch = { ...run, timing: { batch: MAX_EVENTS_PER_READ } };
  const never = new AbortController().signal;
  while (await runBatch(batch, never, () => undefined));
};

/** Runs `consumer` until it is stopped: one event at a time, in order, without gaps, the effects of each written once. */
export const runConsumer = (run: ConsumerRun): RunningConsumer => {
  const { consumer, lease, timing, log } = run;
  const stopping = new AbortController();
  const { signal } = stopping;
  const untilPoll = createWakeableSleep();
  let failures = 0;
  const resetFailures = () => {
    failures = 0;
  };

  const runOnce = async (): Promise<void> => {
    const hasMore = (await lease.acquire(consumer.name)) && (await runBatch(run, signal, resetFailures));
    resetFailures();
    if (!hasMore) await untilPoll.sleep(timing.pollMs, signal);
  };

  const runUntilStopped = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await runOnce();
      } catch (error) {
        if (signal.aborted) return;
        const waitMs = Math.min(timing.firstRetryMs * 2 ** failures, timing.longestRetryMs);
        failures += 1;
        log[failures > EXPECTED_FAILURES ? 'error' : 'info']({ err: error, failures, waitMs }, 'consumer will retry');
        // A sleep of its own: new events do not shorten the delay of a retry.
        await createWakeableSleep().sleep(waitMs, signal);
      }
    }
  };

  const finished = runUntilStopped();
  return {
    wake: untilPoll.wake,
    stop: async () => {
      stopping.abort();
      await finished;
    },
  };
};
