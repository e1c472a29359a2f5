import type { Expected, Reader } from './reader';
import { untilTrue } from './until-true';

/** Includes the minute for which a worker that is killed may hold the webhook: its claim can arrive after the run has ended its leases. */
const SETTLE_MS = 180_000;
/** The same for each event: a webhook takes one after the other. */
const DELIVERY_MS = 60;

/**
 * What is wrong with what the readers got, once each has the last event or time is up; then `print` is called with the names of
 * those that lack it. Empty if nothing is wrong.
 */
export const problemsOf = async (
  readers: readonly Reader[],
  expected: Expected,
  print: (line: string) => void,
): Promise<string[]> => {
  const waiting = () => readers.filter((reader) => !reader.isDone(expected)).map(({ name }) => name);
  const settleMs = SETTLE_MS + expected.ids.length * DELIVERY_MS;
  await untilTrue('Some clients have not got the last event', settleMs, async () => waiting().length === 0).catch(() =>
    print(`Without the last event: ${waiting().join(', ')}`),
  );
  return readers.flatMap((reader) => {
    const problem = reader.problem(expected);
    return problem === null ? [] : [`${reader.name}: ${problem}`];
  });
};
