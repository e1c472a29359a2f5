import { fuzzyDateColumn } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface StoredEvent {
  readonly id: string;
  readonly when: Parameters<typeof fuzzyDateColumn.from>[0];
}

/** The days of events are in the posts, so that lists of posts are sorted and filtered by them with an index. */
export class EventDates1763900011000 implements MigrationInterface {
  readonly name = 'EventDates1763900011000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE posts ADD event_from date, ADD event_to date');
    const events: StoredEvent[] = await db.query('SELECT id, "when" FROM event_details');
    for (const { id, when } of events) {
      const date = fuzzyDateColumn.from(when);
      const days = [id, date?.earliest ?? null, date?.latest ?? null];
      await db.query('UPDATE posts SET event_from = $2, event_to = $3 WHERE id = $1', days);
    }
    for (const [name, otherwise] of [
      ['earliest', '9999-12-31'],
      ['latest', '0001-01-01'],
    ]) {
      await db.query(
        `CREATE INDEX posts_event_${name}_idx ON posts (COALESCE(event_from, event_to, DATE '${otherwise}'), id)`,
      );
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE posts DROP event_from, DROP event_to');
  }
}
