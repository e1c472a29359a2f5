import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { createLogger } from '../../src/runtime/log';
import { openDatabase } from '../../src/data/postgres';
import type { EventConsumer } from '../../src/event-log/consumer';
import { LoggedEvent } from '../../src/event-log/logged-event.entity';
import type { Subgraph } from '../../src/subgraph';
import { systemClock } from '../../src/values/clock';

/** An event without what the log adds. It occurred in 1970 if it has no time. */
type EventContent = Pick<LoggedEvent, 'type' | 'subject' | 'payload'> & Partial<Pick<LoggedEvent, 'occurredAt'>>;

export interface BatchEquality {
  readonly subgraph: Pick<Subgraph, 'storage'>;
  /** Address of a database that `subgraph` has been opened on. Nothing of the test stays in it. */
  readonly url: string;
  readonly consumer: EventConsumer;
  readonly event: fc.Arbitrary<EventContent>;
  /** Rows that exist before. */
  readonly prepare?: (tx: EntityManager) => Promise<unknown>;
  /** SELECT statements, each with an order, of all that the consumer writes. */
  readonly rows: readonly string[];
  /** Lists of events that are tried. Defaults to 60. */
  readonly runs?: number;
}

/** A result that leaves a transaction by an exception, so that the transaction is rolled back. */
class Result extends Error {
  constructor(readonly rows: unknown) {
    super('rolled back');
  }
}

/**
 * Checks that `consumer` writes the same rows whether it gets random events together, in two batches or one by one.
 * Rejects with the shortest list of events for which it does not.
 */
export const checkEqualInBatches = async (tested: BatchEquality): Promise<void> => {
  const { subgraph, url, consumer, event, prepare, rows, runs = 60 } = tested;
  const source = await openDatabase({ url, log: createLogger('test', 'silent'), poolSize: 1 }, subgraph.storage);
  /** The rows after the events were handled in batches of `size`. */
  const rowsAfter = async (events: readonly LoggedEvent[], size: number): Promise<unknown> => {
    const handling = source.transaction(async (tx) => {
      await prepare?.(tx);
      for (let from = 0; from < events.length; from += size) {
        await consumer.handle(tx, events.slice(from, from + size), systemClock);
      }
      const written: unknown[] = [];
      for (const sql of rows) written.push(await tx.query(sql));
      throw new Result(written);
    });
    return handling.catch((error: unknown) => {
      if (error instanceof Result) return error.rows;
      throw error;
    });
  };
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async (contents) => {
        const events = contents.map((content, index) =>
          Object.assign(new LoggedEvent(), { position: index + 1, occurredAt: new Date(0), ...content }),
        );
        const oneByOne = await rowsAfter(events, 1);
        expect(await rowsAfter(events, events.length)).toEqual(oneByOne);
        expect(await rowsAfter(events, Math.ceil(events.length / 2))).toEqual(oneByOne);
      }),
      { numRuns: runs },
    );
  } finally {
    await source.destroy();
  }
};
