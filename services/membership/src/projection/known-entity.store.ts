import type { EntityManager } from 'typeorm';
import { KnownEntity } from './known-entity.entity';

export class KnownEntityStore {
  constructor(private readonly db: EntityManager) {}

  /** Remembers that its owner has told of `id`; again changes nothing. */
  async learn(id: string): Promise<void> {
    await this.db.createQueryBuilder().insert().into(KnownEntity).values({ id }).orIgnore().execute();
  }

  /** Whether its owner has told of `id`, which must be a well-formed id. */
  knows(id: string): Promise<boolean> {
    return this.db.existsBy(KnownEntity, { id });
  }
}
