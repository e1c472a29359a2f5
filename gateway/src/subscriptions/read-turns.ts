import { setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import { callerOf, type TakeCost } from '../pipeline/cost-budget';
import { createTurns } from '../pipeline/turns';

/** Reads a page of a log at the expense of a caller. */
export type ReadForCaller = <Result>(caller: Identity, cost: number, read: () => Promise<Result>) => Promise<Result>;

/** The same. Null, without a read, if nobody needs it any more when its turn comes: the budget is for those who are there. */
export type ReadHistory = <Result>(
  caller: Identity,
  cost: number,
  read: () => Promise<Result>,
  isNeeded: () => boolean,
) => Promise<Result | null>;

export interface ReadTurns {
  /** Reads new events for all who have the same subscription. */
  readonly live: ReadForCaller;
  /** Reads what happened before. Waits until the budget of the caller allows it, because history is as long as they like. */
  readonly history: ReadHistory;
}

/**
 * Lets pages of one caller be read at once as long as they cost at most `maxCost` together, in the order in which they are
 * asked for. Callers do not wait for each other, nor for their queries.
 */
export const createReadTurns = (maxCost: number, takeCost: TakeCost | null): ReadTurns => {
  const takeTurn = createTurns(maxCost, Number.POSITIVE_INFINITY);
  const live: ReadForCaller = async (identity, cost, read) => {
    const end = await takeTurn(callerOf(identity) ?? '', cost, null);
    try {
      return await read();
    } finally {
      end?.();
    }
  };
  return {
    live,
    history: async (identity, cost, read, isNeeded) => {
      const caller = callerOf(identity);
      for (let isPaid = !takeCost || caller === null; !isPaid; ) {
        if (!isNeeded()) return null;
        const seconds = takeCost?.(caller ?? '', cost).retryAfter ?? 0;
        isPaid = seconds === 0;
        if (!isPaid) await pause(seconds * 1000, undefined, { ref: false });
      }
      return live(identity, cost, async () => (isNeeded() ? read() : null));
    },
  };
};
