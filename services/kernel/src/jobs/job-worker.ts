import type { WakeListener } from '../event-log/wake-listener';
import { createWakeableSleep } from '../event-log/wakeable-sleep';
import { ensureSchedule } from './end-job';
import type { JobHandler } from './job-kind';
import { claimJobs, type HeldJob, releaseJob, renewLeases, timeToNextJob } from './job-lease';
import { type JobEnvironment, runJob } from './run-job';

/** How a worker works: milliseconds, and a number of jobs. */
export interface JobTiming {
  /** After this time without renewal, another worker may take a job. */
  readonly leaseMs: number;
  /** Time between two polls for due jobs whose notification was lost. */
  readonly pollMs: number;
  /** Jobs that run at the same time. */
  readonly concurrency: number;
  /** How long a worker that stops waits for the jobs that it runs. */
  readonly stopMs: number;
}

export const defaultJobTiming: JobTiming = { leaseMs: 30_000, pollMs: 5000, concurrency: 4, stopMs: 10_000 };

/** A due job that was not taken is locked by another worker. Looking for it again without a pause would only cost. */
const SHORTEST_SLEEP_MS = 20;

/** Leases are renewed this many times before they end. */
const RENEWALS_PER_LEASE = 3;

export interface JobWorker {
  /** Looks for due jobs now, not at the next poll. */
  wake(): void;
  /** Takes no more jobs, waits for those that run, and gives back those that take too long. */
  stop(): Promise<void>;
}

interface Running {
  readonly held: HeldJob;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
}

/** Takes and runs due jobs, up to `concurrency` at a time. Calls `onFree` when one ends and there were no more places. */
const createRunner = (
  handlers: readonly JobHandler[],
  environment: JobEnvironment,
  timing: JobTiming,
  onFree: () => void = () => undefined,
) => {
  const { db } = environment;
  const { leaseMs, concurrency } = timing;
  /** Of the jobs that this process may run, when it last looked for some. */
  let kinds: readonly string[] = [];
  const byKind = new Map(handlers.map((handler) => [handler.job.kind, handler]));
  const running = new Set<Running>();
  let renewedAt = performance.now();

  const renew = async (): Promise<void> => {
    const before = performance.now();
    const jobs = [...running];
    const stillHeld = await renewLeases(
      db,
      jobs.map(({ held }) => held),
      leaseMs,
    ).catch(() => null);
    if (stillHeld) renewedAt = before;
    for (const { held, controller } of jobs) {
      const isLost = stillHeld ? !stillHeld.has(held.token) : before - renewedAt > leaseMs;
      if (isLost) controller.abort();
    }
  };

  const start = (held: HeldJob, handler: JobHandler): void => {
    const controller = new AbortController();
    const ended = runJob(handler, held, controller.signal, environment).finally(() => {
      running.delete(entry);
      if (running.size === concurrency - 1) onFree();
    });
    const entry: Running = { held, controller, ended };
    running.add(entry);
  };

  const findKinds = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const { job, mayRun } of handlers) if (!mayRun || (await mayRun(db))) found.push(job.kind);
    return found;
  };

  return {
    kinds: () => kinds,
    running,
    renew,
    /** Returns how many jobs it has started. */
    take: async (): Promise<number> => {
      const limit = concurrency - running.size;
      if (limit === 0) return 0;
      if (running.size === 0) renewedAt = performance.now();
      kinds = await findKinds();
      const jobs = await claimJobs(db, { kinds, leaseMs, limit });
      for (const held of jobs) {
        const handler = byKind.get(held.kind);
        if (handler) start(held, handler);
      }
      return jobs.length;
    },
    oneEnded: () => Promise.race([...running].map(({ ended }) => ended)),
    allEnded: async () => void (await Promise.all([...running].map(({ ended }) => ended))),
  };
};

/** Runs all jobs that are due, and those that become due meanwhile, and waits for them. Returns how many attempts it made. */
export const runDueJobs = async (
  handlers: readonly JobHandler[],
  environment: JobEnvironment,
  timing: JobTiming = defaultJobTiming,
): Promise<number> => {
  const runner = createRunner(handlers, environment, timing);
  const renewal = setInterval(() => void runner.renew(), timing.leaseMs / RENEWALS_PER_LEASE);
  try {
    for (let attempts = 0; ; ) {
      const taken = await runner.take();
      attempts += taken;
      if (runner.running.size > 0) await runner.oneEnded();
      else if (taken === 0) return attempts;
    }
  } finally {
    clearInterval(renewal);
  }
};

/** Starts a worker for `handlers`. `listener` reconnects by itself; while it cannot, the worker polls. */
export const startJobWorker = (
  handlers: readonly JobHandler[],
  {
    listener,
    timing,
    ...environment
  }: JobEnvironment & { readonly listener: WakeListener; readonly timing: JobTiming },
): JobWorker => {
  const { db, log } = environment;
  const untilDue = createWakeableSleep();
  const runner = createRunner(handlers, environment, timing, untilDue.wake);
  const stopping = new AbortController();
  const { signal } = stopping;
  const renewal = setInterval(() => {
    if (runner.running.size > 0) void runner.renew();
  }, timing.leaseMs / RENEWALS_PER_LEASE);
  let areScheduled = false;

  const runOnce = async (): Promise<void> => {
    // Listens before it looks, so that no job is announced between the two.
    await listener.use(async () => undefined).catch(() => undefined);
    if (!areScheduled) for (const { job } of handlers) await ensureSchedule(db, job);
    areScheduled = true;
    const taken = await runner.take();
    const isFull = runner.running.size === timing.concurrency;
    if (taken > 0 && !isFull) return;
    const next = isFull ? null : await timeToNextJob(db, runner.kinds());
    await untilDue.sleep(Math.min(Math.max(next ?? timing.pollMs, SHORTEST_SLEEP_MS), timing.pollMs), signal);
  };

  const runUntilStopped = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        await runOnce();
      } catch (error) {
        if (signal.aborted) return;
        log.warn({ err: error }, 'the worker of jobs will retry');
        await createWakeableSleep().sleep(timing.pollMs, signal);
      }
    }
  };

  const finished = runUntilStopped();
  return {
    wake: untilDue.wake,
    stop: async () => {
      stopping.abort();
      const patience = createWakeableSleep();
      void runner.allEnded().then(patience.wake);
      await patience.sleep(timing.stopMs, new AbortController().signal);
      for (const { held, controller } of runner.running) {
        controller.abort();
        await releaseJob(db, held).catch(() => undefined);
      }
      clearInterval(renewal);
      await finished;
    },
  };
};
