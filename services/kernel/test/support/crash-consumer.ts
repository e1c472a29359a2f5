import 'reflect-metadata';
import { echo, fastTiming, openOn, origin, withReadHooks, writeEffect } from './event-log';

/** Where the process kills itself: between two steps of a consumer. The step before a read is also the one after a commit. */
export const STEPS = ['before read', 'after read', 'before handle', 'within handle', 'after handle'] as const;
export type Step = (typeof STEPS)[number];

/** Runs the consumer in this process, and kills the process with SIGKILL at `step` of the event at `position`. */
const crashAt = async (url: string, step: Step, position: number): Promise<void> => {
  let handled = 0;
  const reach = (reached: Step, at: number): void => {
    if (reached === step && at >= position) process.kill(process.pid, 'SIGKILL');
  };
  const log = await openOn(origin, url);
  const consumer = echo({
    handle: async (tx, event) => {
      reach('before handle', event.position);
      await writeEffect(tx, event.position);
      reach('within handle', event.position);
      await tx.query('SELECT 1');
      reach('after handle', event.position);
      handled = event.position;
    },
  });
  const running = await openOn(consumer, url);
  const source = withReadHooks(log.events, {
    before: () => reach('before read', handled),
    after: () => reach('after read', handled),
  });
  await running.startWork({ sources: { origin: source }, timing: fastTiming });
};

const [, , url, step, position] = process.argv;
if (require.main === module && url) void crashAt(url, step as Step, Number(position));
