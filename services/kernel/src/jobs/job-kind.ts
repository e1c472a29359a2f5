import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { CallProcedure } from '../http/procedure';
import type { Clock } from '../values/clock';

/** How to call other services, by their names. */
export type OtherServices = Readonly<Record<string, CallProcedure>>;

export interface JobDefinition<Payload extends z.ZodType> {
  /** Stored with each job. Never rename it: jobs that are waiting would not run. */
  readonly kind: string;
  /**
   * Ids and plain values. Jobs wait in the table while a new version of the code is deployed: a new field is optional, and
   * no field is removed or narrowed.
   */
  readonly payload: Payload;
  /**
   * AT_LEAST_ONCE (the default): a failed attempt is repeated, and so is one whose worker died, even if that had almost
   * ended. AT_MOST_ONCE: one attempt, whatever happens to it.
   */
  readonly delivery?: 'AT_LEAST_ONCE' | 'AT_MOST_ONCE';
  /** Attempts before the job is given up, 20 by default: about ten hours. */
  readonly maxAttempts?: number;
  /**
   * Milliseconds between two runs of a job on a schedule, which needs no `enqueueJob`. The runs are at multiples of this
   * time since 1970, UTC; runs that were missed because no process ran are made up for by one. Its payload is `{}`.
   */
  readonly everyMs?: number;
}

/** A kind of job: what a job of this kind needs to know, and how often it is tried. */
export interface JobKind<Payload extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly payload: Payload;
  readonly maxAttempts: number;
  readonly everyMs: number | null;
}

const MAX_ATTEMPTS = 20;

export const defineJob = <Payload extends z.ZodType>({
  kind,
  payload,
  delivery = 'AT_LEAST_ONCE',
  maxAttempts = MAX_ATTEMPTS,
  everyMs,
}: JobDefinition<Payload>): JobKind<Payload> => ({
  kind,
  payload,
  maxAttempts: delivery === 'AT_MOST_ONCE' ? 1 : maxAttempts,
  everyMs: everyMs ?? null,
});

/** One attempt at a job. */
export interface JobRun<Payload = unknown> {
  /** TypeID of the job: the same in each attempt. */
  readonly id: string;
  readonly payload: Payload;
  /** 1 for the first one. */
  readonly attempt: number;
  readonly clock: Clock;
  /**
   * The procedures of other services, by the name of the service. A mail is written by the service of the member, about things
   * that others hold: it reads them as that member, when it is sent. Not for a change, which would not be in the transaction.
   */
  readonly services: OtherServices;
  /** Aborted when the worker must stop, or has lost the job to another one. */
  readonly signal: AbortSignal;
  /** Whether the job has been deleted since it began: what it was for is no longer wanted. */
  isDeleted(): Promise<boolean>;
  /**
   * Runs `work` in one transaction. Throws {@link LeaseLost}, and writes nothing, if the job is no longer this worker's;
   * no other worker takes the job until the transaction has ended.
   */
  write<Result>(work: (tx: EntityManager) => Promise<Result>): Promise<Result>;
  /** As `write`, and ends the job in the same transaction: the effect of `work` is written exactly once. */
  finish(work: (tx: EntityManager) => Promise<void>): Promise<void>;
}

/** A kind of job and what is done for it. */
export interface JobHandler {
  readonly job: JobKind;
  /** Whether this process may run such jobs at the moment. If not, they wait for another process. Defaults to yes. */
  readonly mayRun?: (db: EntityManager) => Promise<boolean>;
  run(run: JobRun): Promise<void>;
}

/** The job was given to another worker, or deleted, while this one was at it. Nothing of this attempt may be written. */
export class LeaseLost extends Error {}

/** An error that no further attempt would correct: the job is given up at once. `code` is stored and logged. */
export class PermanentFailure extends Error {
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/**
 * What is done for the jobs of a kind. The job ends when `run` returns. If it throws, the job is tried again with
 * increasing delays. The code of the error is stored and logged, its message is not: it may contain personal data.
 */
export const handleJob = <Payload extends z.ZodType>(
  job: JobKind<Payload>,
  run: (run: JobRun<z.output<Payload>>) => Promise<void>,
): JobHandler => ({
  job,
  run: async (given) => {
    const { success, data: payload, error } = job.payload.safeParse(given.payload);
    if (!success) throw new PermanentFailure('INVALID_PAYLOAD', { cause: error });
    await run({ ...given, payload });
  },
});
