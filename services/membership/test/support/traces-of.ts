import { tablesHolding } from '@wizness/kernel/testing';
import type { MembershipHarness } from './membership-harness';

/** Tables of membership, but for the log, that hold one of the words. */
export const tracesOf = async ({ running }: MembershipHarness, words: readonly string[]): Promise<string[]> => {
  const found = new Set<string>();
  for (const word of words) for (const table of await tablesHolding(running.url, 'membership', word)) found.add(table);
  found.delete('events');
  return [...found].toSorted();
};
