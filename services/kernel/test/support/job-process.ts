import 'reflect-metadata';
import { createLogger } from '../../src/runtime/log';
import { slowHandler, slowJob, slowOnceJob, startWorker, tickHandler } from './jobs';

/** Runs a worker in this process until the process ends. Prints "ready" when it has started. */
const work = async (url: string, name: string, leaseMs: number, runsSchedule: boolean): Promise<void> => {
  const handlers = [slowHandler(slowJob, name), slowHandler(slowOnceJob, name)];
  if (runsSchedule) handlers.push(tickHandler(name));
  await startWorker({ url, handlers, timing: { leaseMs, pollMs: 500 }, log: createLogger(name, 'info') });
  process.stdout.write('ready\n');
};

const [, , url, name, leaseMs, schedule] = process.argv;
if (require.main === module && url) void work(url, name ?? '', Number(leaseMs), schedule === 'schedule');
