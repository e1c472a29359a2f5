import 'reflect-metadata';
import { around, echo, fast, leave, origin, quiet } from './event-log';

/** Where this process kills itself; each is between two steps of a consumer. */
export const STEPS = [
  'before read',
  'after read',
  'before handle',
  'within handle',
  'after handle',
  'after commit',
] as const;
export type Step = (typeof STEPS)[number];

/** Runs the consumer in a process of its own, which dies without a word at `step` of the event at `position`. */
const dieAt = async (url: string, step: Step, position: number): Promise<void> => {
  let handled = 0;
  const reach = (here: Step, at: number): void => {
    if (here === step && at >= position) process.kill(process.pid, 'SIGKILL');
  };
  const log = await origin.open({ url, log: quiet });
  const running = await echo({
    handle: async (tx, event) => {
      // The event before is committed, or this one would not be handled.
      reach('after commit', event.position - 1);
      reach('before handle', event.position);
      await leave(tx, event.position);
      reach('within handle', event.position);
      await tx.query('SELECT 1');
      reach('after handle', event.position);
      handled = event.position;
    },
  }).open({ url, log: quiet });
  const source = around(log.events, {
    before: () => reach('before read', handled),
    after: () => reach('after read', handled),
  });
  await running.startWork({ sources: { origin: source }, pace: fast });
};

const [, , url, step, position] = process.argv;
if (require.main === module && url) void dieAt(url, step as Step, Number(position));
