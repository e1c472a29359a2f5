import { badUserInput } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { wayAlongParents } from './merge/parent-ring';

/**
 * Says that `parentId` is `id` or a part of it, at any depth, as registered or as facts state it, with the whole circle. Null if it
 * is not. The caller holds the registration lock, so that two writes at the same time cannot close a circle together.
 */
export const findParentCycle = async (
  tx: EntityManager,
  table: 'organisations' | 'programmes',
  id: string,
  parentId: string,
): Promise<string | null> => {
  const way = await wayAlongParents(tx, table, [parentId], [id], { withStated: true });
  if (way === null) return null;
  const names = way.map((name) => `"${name}"`);
  return `Nothing is part of itself: ${[names.at(-1), ...names].join(' is part of ')}. Leave the parent out, or correct the one that is wrong.`;
};

/** Throws BAD_USER_INPUT with the message of {@link findParentCycle} if there is one. */
export const refuseParentCycle = async (...args: Parameters<typeof findParentCycle>): Promise<void> => {
  const cycle = await findParentCycle(...args);
  if (cycle !== null) throw badUserInput(cycle);
};
