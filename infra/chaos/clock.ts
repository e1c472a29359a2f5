import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/**
 * The clock of all Node processes of the product, which steps while they run. The clock of PostgreSQL cannot be stepped without
 * that of the machine: instead, the times in the tables of jobs, which are by that clock, are moved the other way.
 */
export interface SteppedClock {
  /** Options of Node for a process that has this clock. */
  readonly nodeOptions: readonly string[];
  /** Sets the clock forward by `milliseconds`, or back if they are negative. */
  step(milliseconds: number, databaseUrl: string): Promise<void>;
}

const SERVICES_WITH_JOBS = ['content', 'membership', 'partnerships'];

/** Replaces `Date` in a process. `performance.now()`, which is monotonic, stays. */
const shim = (file: string): string => `
const { readFileSync } = require('node:fs');
let offset = 0;
const read = () => {
  try { offset = Number(readFileSync(${JSON.stringify(file)}, 'utf8')); } catch { /* Not written yet. */ }
};
read();
setInterval(read, 50).unref();
const Real = Date;
const now = () => Real.now() + offset;
globalThis.Date = new Proxy(Real, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length > 0 ? given : [now()], newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
`;

export const createSteppedClock = (folder: string): SteppedClock => {
  const file = join(folder, 'clock-offset');
  const program = join(folder, 'clock.cjs');
  writeFileSync(program, shim(file));
  let offset = 0;
  return {
    nodeOptions: ['--require', program],
    step: async (milliseconds, databaseUrl) => {
      offset += milliseconds;
      writeFileSync(file, String(offset));
      const client = new Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        for (const service of SERVICES_WITH_JOBS) {
          await client.query(
            `UPDATE ${service}.jobs SET run_at = run_at - $1 * interval '1 ms', lease_until = lease_until - $1 * interval '1 ms'
             WHERE ended_at IS NULL`,
            [milliseconds],
          );
        }
      } finally {
        await client.end();
      }
    },
  };
};
