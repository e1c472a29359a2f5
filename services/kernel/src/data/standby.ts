import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Logger } from '../runtime/log';
import { bytesBefore, type LogPosition } from './log-position';

export interface StandbyOptions {
  /** Opens the connections to the standby. */
  readonly open: () => Promise<DataSource>;
  /** How long a read waits until the standby has replayed what its caller has written, in milliseconds. */
  readonly waitMs: number;
  readonly log: Logger;
}

/** Reads from a standby. */
export interface StandbyReader {
  readonly dataSource: DataSource;
  /** The result of `read`, which uses `dataSource`; null as soon as the standby does not respond any more. */
  run<Result>(read: () => Promise<Result>): Promise<Result | null>;
}

/** What an operator wants to know about a standby. */
interface StandbyState {
  readonly isUp: boolean;
  /** How far it has replayed the log; null if it is not up. */
  readonly replayed: LogPosition | null;
  /** Seconds since the last transaction that it has replayed was committed; null if there was none, or it is not up. */
  readonly age: number | null;
}

/** A standby of a service's database (PostgreSQL 18, 26.4 "Hot Standby"). */
export interface Standby {
  /**
   * A reader that sees everything before `after`; null if the standby does not respond or is not there within the wait. Null
   * for `after` accepts it however far it is. Never rejects.
   */
  readerAfter(after: LogPosition | null): Promise<StandbyReader | null>;
  readonly state: () => StandbyState;
  close(): Promise<void>;
}

/** How often the standby is asked for its state, and how long it may take to respond, in milliseconds. */
const CHECK_MS = 1000;
const RESPONSE_MS = 500;

/** How long statements that still run there may hold up the stop of the service, in milliseconds. */
const CLOSE_MS = 5000;

/** How often a read looks whether the standby has replayed what it waits for, in milliseconds. */
const LOOK_MS = 10;

const STATE = `SELECT pg_is_in_recovery() AS "isStandby", pg_last_wal_replay_lsn()::text AS replayed,
  extract(epoch FROM now() - pg_last_xact_replay_timestamp())::float8 AS age`;

interface StateRow {
  readonly isStandby: boolean;
  readonly replayed: string | null;
  readonly age: number | null;
}

const DOWN: StandbyState = { isUp: false, replayed: null, age: null };

class StandbyUnavailable extends Error {}

/** Rejects if `work` takes longer than `milliseconds`. */
const within = async <Result>(milliseconds: number, work: Promise<Result>): Promise<Result> => {
  const timer = new AbortController();
  const late = pause(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new StandbyUnavailable('The standby does not respond.');
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => undefined);
    timer.abort();
  }
};

/**
 * Asks a standby for its state each second, and lets reads use it while it responds. Reads that wait for one that does not
 * respond any more are given up at the next check. It may be down when this is called, and come later.
 */
export const watchStandby = ({ open, waitMs, log }: StandbyOptions): Standby => {
  const closing = new AbortController();
  let dataSource: DataSource | null = null;
  let state = DOWN;
  let lost = new AbortController();

  const ask = async (source: DataSource): Promise<void> => {
    const [row] = await within(RESPONSE_MS, source.query<StateRow[]>(STATE));
    // A standby that was promoted is a primary, and perhaps not the one that the service writes to.
    if (!row?.isStandby) throw new StandbyUnavailable('The server is no standby.');
    state = { isUp: true, replayed: row.replayed, age: row.age };
  };

  const check = async (): Promise<void> => {
    const wasUp = state.isUp;
    try {
      dataSource ??= await open();
      await ask(dataSource);
      if (!wasUp) log.info('reads use the standby');
    } catch (error) {
      state = DOWN;
      if (!wasUp) return;
      log.warn({ reason: (error as Error).message }, 'reads use the primary: the standby does not respond');
      lost.abort();
      lost = new AbortController();
    }
  };

  const watch = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await check();
      await pause(CHECK_MS, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
    }
  };
  const watching = watch();

  const hasReplayed = (bytes: bigint): boolean => (bytesBefore(state.replayed ?? '') ?? -1n) >= bytes;

  let asking: Promise<void> | null = null;
  /** However many reads wait, one statement at a time asks for them. */
  const askForAll = (source: DataSource): Promise<void> => {
    asking ??= ask(source).finally(() => {
      asking = null;
    });
    return asking;
  };

  const waitFor = async (source: DataSource, bytes: bigint): Promise<boolean> => {
    const deadline = performance.now() + waitMs;
    while (state.isUp && !hasReplayed(bytes)) {
      await askForAll(source);
      if (hasReplayed(bytes) || performance.now() > deadline) break;
      await pause(LOOK_MS);
    }
    return state.isUp && hasReplayed(bytes);
  };

  return {
    readerAfter: async (after) => {
      const source = dataSource;
      if (!state.isUp || !source) return null;
      const bytes = after === null ? 0n : bytesBefore(after);
      if (bytes === null) return null;
      if (!hasReplayed(bytes) && !(await waitFor(source, bytes).catch(() => false))) return null;
      const { signal } = lost;
      return {
        dataSource: source,
        run: (read) =>
          new Promise((resolve, reject) => {
            const giveUp = (): void => resolve(null);
            signal.addEventListener('abort', giveUp, { once: true });
            read()
              .then(resolve, reject)
              .finally(() => signal.removeEventListener('abort', giveUp));
          }),
      };
    },
    state: () => state,
    close: async () => {
      closing.abort();
      await watching;
      // A statement on a server that does not respond would hold up the stop.
      if (dataSource) await within(CLOSE_MS, dataSource.destroy()).catch(() => undefined);
    },
  };
};
