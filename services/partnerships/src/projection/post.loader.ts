import { asShortRead, byKey } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { KnownTopic } from './post-topic.entity';
import type { Visible } from '../visibility/source.visibility';

export const createPostLoaders = (db: EntityManager, visible: Visible) => ({
  /** Slugs of every topic of content. */
  knownTopics: async (): Promise<string[]> => (await db.find(KnownTopic)).map(({ slug }) => slug),
  /** Null for a post that does not exist, or that the viewer may not see. */
  postById: byKey(
    (ids: readonly string[]) =>
      asShortRead(
        db
          .createQueryBuilder()
          .select('requested.id', 'id')
          .from('(SELECT unnest(CAST(:ids AS text[])) AS id)', 'requested')
          .where(visible.post('requested.id'), visible.parameters)
          .setParameter('ids', ids),
      ).getRawMany<{ id: string }>(),
    (post) => post.id,
  ),
});
