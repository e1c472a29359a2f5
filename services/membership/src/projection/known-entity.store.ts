import type { EntityManager } from 'typeorm';
import { KnownEntity } from './known-entity.entity';

export class KnownEntityStore {
  constructor(private readonly db: EntityManager) {}

  /** Adding an id again changes nothing. */
  async addAll(ids: readonly string[]): Promise<void> {
    await this.db.query('INSERT INTO known_entities (id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
      ids.toSorted(),
    ]);
  }

  /** `id` must be well-formed. */
  has(id: string): Promise<boolean> {
    return this.db.existsBy(KnownEntity, { id });
  }
}
