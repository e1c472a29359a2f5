import type { EntityManager } from 'typeorm';
import { KnownEntity } from './known-entity.entity';

export class KnownEntityStore {
  constructor(private readonly db: EntityManager) {}

  /** Adding an id again changes nothing. */
  async add(id: string): Promise<void> {
    await this.db.createQueryBuilder().insert().into(KnownEntity).values({ id }).orIgnore().execute();
  }

  /** `id` must be well-formed. */
  has(id: string): Promise<boolean> {
    return this.db.existsBy(KnownEntity, { id });
  }
}
