import type { AttackReport } from './run-attack';
import type { KindReport } from './report';

/** One line about one kind of attack, and one for each violation. */
export const kindText = ({
  kind,
  requests,
  codes,
  seconds,
  slowestMs,
  largestBytes,
  violations,
}: KindReport): string => {
  const counts = Object.entries(codes)
    .toSorted(([, one], [, other]) => other - one)
    .map(([code, count]) => `${code} ${count}`);
  return [
    `${kind}: ${requests} requests in ${seconds} s, ${counts.join(', ') || 'no responses of its own'}; slowest ${slowestMs} ms, largest ${largestBytes} bytes`,
    ...violations.map((violation) => `  VIOLATION ${violation}`),
  ].join('\n');
};

/** What another client waited, and the memory. */
export const summaryText = ({ bystander, peakMemory, violations }: AttackReport): string => {
  const { requests, failed, median, p99, longest } = bystander;
  return [
    `another client: ${requests} requests, ${failed} failed; waited ${median} ms (median), ${p99} ms (p99), ${longest} ms (longest)`,
    `memory of the largest process: ${peakMemory === null ? 'not known' : `${peakMemory} MiB`}`,
    `${violations.length} violations`,
  ].join('\n');
};
