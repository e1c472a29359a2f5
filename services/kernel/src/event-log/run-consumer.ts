import { GraphQLError } from 'graphql';
import type { EntityManager } from 'typeorm';
import { databaseFault } from '../errors/database-fault';
import { FaultCode } from '../errors/fault';
import type { Logger } from '../runtime/log';
import type { Clock } from '../values/clock';
import { beginCheckpoint, CheckpointMoved, moveCheckpoint, readCheckpoint } from './checkpoint';
import { type ConsumerTiming, defaultConsumerTiming, type EventConsumer, EventFailed } from './consumer';
import type { ConsumerLease } from './consumer-lease';
import type { EventSource } from './event-source';
import type { LoggedEvent } from './logged-event.entity';
import { MAX_EVENTS_PER_READ } from './read-events';
import { createWakeableSleep } from './wakeable-sleep';

/** A consumer with all that it needs to handle a batch of events. */
interface BatchRun {
  readonly consumer: EventConsumer;
  readonly source: EventSource;
  readonly db: EntityManager;
  readonly clock: Clock;
  readonly timing: Pick<ConsumerTiming, 'batch' | 'transactionMs'>;
  readonly log: Logger;
}

export interface ConsumerRun extends BatchRun {
  readonly lease: ConsumerLease;
  readonly timing: ConsumerTiming;
}

export interface RunningConsumer {
  /** Reads the log now, not at the next poll. */
  wake(): void;
  /** Stops after the transaction that is open; one that handles events one by one takes no further event. */
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

/** The first events of `events`: at most `width` that the consumer handles, and those between and after them that it skips. */
const firstOf = (
  events: readonly LoggedEvent[],
  { types }: EventConsumer,
  width: number,
): { readonly wanted: readonly LoggedEvent[]; readonly end: number } => {
  const wanted: LoggedEvent[] = [];
  let end = 0;
  for (const event of events) {
    if (types.includes(event.type)) {
      if (wanted.length === width) break;
      wanted.push(event);
    }
    end = event.position;
  }
  return { wanted, end };
};

/**
 * Handles the wanted events, or the first ones if the time is up, in one transaction with the checkpoint. Returns the new
 * checkpoint.
 */
const handleTogether = async (
  { consumer, db, clock }: BatchRun,
  { wanted, from, end }: { readonly wanted: readonly LoggedEvent[]; readonly from: number; readonly end: number },
  mayContinue: () => boolean,
): Promise<number> => {
  if (wanted.length === 0) {
    await moveCheckpoint(db, consumer.name, from, end);
    return end;
  }
  return db.transaction(async (tx) => {
    // First, for its lock: no other process handles the same events meanwhile.
    await moveCheckpoint(tx, consumer.name, from, end);
    const handled = await consumer.handle(tx, wanted, clock, mayContinue);
    if (handled === wanted.length) return end;
    const reached = wanted[handled - 1]?.position ?? from;
    await moveCheckpoint(tx, consumer.name, end, reached);
    return reached;
  });
};

/**
 * The number of events to try next after `count` together have failed, so that the faulty one is soon alone: those before
 * it, or half of them where it is not known. Throws where trying fewer events cannot help: the error of an event that
 * failed alone names it.
 */
const widthAfter = (error: unknown, wanted: readonly LoggedEvent[]): number => {
  const [first] = wanted;
  if (error instanceof CheckpointMoved || first === undefined) throw error;
  const count = wanted.length;
  if (databaseFault(error) === FaultCode.SUBGRAPH_UNAVAILABLE) throw error;
  const faulty = error instanceof EventFailed ? error.index : null;
  if (count > 1) return faulty === null ? Math.floor(count / 2) : Math.max(faulty, 1);
  throw faulty === null ? new EventFailed(first, 0, error) : error;
};

/**
 * A function that reads a batch and handles it in order, calling `onProgress` after each transaction. It returns whether
 * there may be more events. Transactions have as many events as the batch, and fewer after a failure, until the faulty
 * event has succeeded.
 */
const createBatchRunner = (run: BatchRun) => {
  const { consumer, source, timing } = run;
  const widest = Math.min(timing.batch, consumer.maxBatch ?? timing.batch);
  let width = widest;
  return async (signal: AbortSignal, onProgress: () => void): Promise<boolean> => {
    let checkpoint = await checkpointOf(run, signal);
    const events = await source.read(checkpoint, timing.batch, signal);
    let rest = events;
    while (rest.length > 0 && !signal.aborted) {
      const from = checkpoint;
      const { wanted, end } = firstOf(rest, consumer, width);
      const deadline = performance.now() + timing.transactionMs;
      const mayContinue = () => !signal.aborted && performance.now() < deadline;
      try {
        checkpoint = await handleTogether(run, { wanted, from, end }, mayContinue);
      } catch (error) {
        width = widthAfter(error, wanted);
        continue;
      }
      width = Math.min(2 * width, widest);
      onProgress();
      rest = rest.filter(({ position }) => position > checkpoint);
    }
    return events.length === timing.batch;
  };
};

/**
 * Handles the events that the log holds now, in order, and returns. Throws {@link EventFailed} where a handler throws;
 * nothing of its event is written then. Throws an Error if another process handles the events at the same time.
 */
export const catchUp = async (run: Omit<BatchRun, 'timing'>): Promise<void> => {
  const runBatch = createBatchRunner({ ...run, timing: { ...defaultConsumerTiming, batch: MAX_EVENTS_PER_READ } });
  const never = new AbortController().signal;
  while (await runBatch(never, () => undefined));
};

/** Runs `consumer` until it is stopped: in batches, in order, without gaps, the effects of each event written once. */
export const runConsumer = (run: ConsumerRun): RunningConsumer => {
  const { consumer, lease, timing, log } = run;
  const stopping = new AbortController();
  const { signal } = stopping;
  const runBatch = createBatchRunner(run);
  const untilPoll = createWakeableSleep();
  let failures = 0;
  const resetFailures = () => {
    failures = 0;
  };

  const runOnce = async (): Promise<void> => {
    const hasMore = (await lease.acquire(consumer.name)) && (await runBatch(signal, resetFailures));
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
