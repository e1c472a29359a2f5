import { badUserInput } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';

/**
 * Throws BAD_USER_INPUT with the whole circle if `parentId` is `id` or a part of it, at any depth. The caller holds the
 * registration lock, so that two writes at the same time cannot close a circle together.
 */
export const refuseParentCycle = async (
  tx: EntityManager,
  table: 'organisations' | 'programmes',
  id: string,
  parentId: string,
): Promise<void> => {
  const ancestors: { id: string; name: string }[] = await tx.query(
    `WITH RECURSIVE ancestors AS (
       SELECT id, name, parent_id, 1 AS depth FROM ${table} WHERE id = $1
       UNION ALL
       SELECT parent.id, parent.name, parent.parent_id, depth + 1
       FROM ancestors JOIN ${table} parent ON parent.id = ancestors.parent_id
     ) CYCLE id SET is_cycle USING path
     SELECT id, name FROM ancestors WHERE NOT is_cycle ORDER BY depth`,
    [parentId],
  );
  const at = ancestors.findIndex((ancestor) => ancestor.id === id);
  if (at < 0) return;
  const names = ancestors.slice(0, at + 1).map(({ name }) => `"${name}"`);
  throw badUserInput(
    `Nothing is part of itself: ${[names.at(-1), ...names].join(' is part of ')}. Leave the parent out, or correct the one that is wrong.`,
  );
};
