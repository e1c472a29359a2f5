import { tablesHolding } from '@wizness/kernel/testing';
import type { MembershipHarness } from './membership-harness';

/** The tables of membership, except the event log, that contain one of the words. Sorted. */
export const tracesOf = async ({ running }: MembershipHarness, words: readonly string[]): Promise<string[]> => {
  const found = new Set<string>();
  for (const word of words) for (const table of await tablesHolding(running.url, 'membership', word)) found.add(table);
  found.delete('events');
  return [...found].toSorted();
};
