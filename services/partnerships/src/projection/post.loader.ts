import { byKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { Visible } from '../visibility/source.visibility';

export const createPostLoaders = (db: EntityManager, visible: Visible) => ({
  /** Null for a post that may not be seen, and for one that there is not. */
  postById: byKey(
    (ids: readonly string[]) =>
      db
        .createQueryBuilder()
        .select('asked.id', 'id')
        .from('(SELECT unnest(CAST(:ids AS text[])) AS id)', 'asked')
        .where(visible.post('asked.id'), visible.parameters)
        .setParameter('ids', ids)
        .getRawMany<{ id: string }>(),
    (post) => post.id,
  ),
});

export type PostLoaders = ReturnType<typeof createPostLoaders>;
