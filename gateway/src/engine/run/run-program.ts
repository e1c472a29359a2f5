import type { Program } from '../program/compile';
import type { FetchError } from './fetch-errors';
import { type FetchRun, runFetch } from './run-fetch';

/** Runs a program: each fetch starts as soon as those that it waits for have ended. Fills `run.collected`. */
export const runProgram = ({ steps }: Program, run: FetchRun): Promise<readonly FetchError[]> =>
  new Promise((done, fail) => {
    const waiting = steps.map(({ dependsOn }) => dependsOn.length);
    const errors: FetchError[] = [];
    let running = 0;
    const start = (index: number): void => {
      const step = steps[index];
      if (!step) return;
      running += 1;
      void runFetch(step, run).then((found) => {
        errors.push(...found);
        running -= 1;
        for (const dependent of step.dependents) {
          waiting[dependent] = (waiting[dependent] ?? 0) - 1;
          if (waiting[dependent] === 0) start(dependent);
        }
        if (running === 0) done(errors);
      }, fail);
    };
    for (const [index, { dependsOn }] of steps.entries()) if (dependsOn.length === 0) start(index);
    if (running === 0) done(errors);
  });
