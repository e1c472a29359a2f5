import { foldText } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two series may have one name from here on: the organiser tells them apart. */
export class SeriesIdentity1763900000005 implements MigrationInterface {
  readonly name = 'SeriesIdentity1763900000005';

  async up(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX event_series_name_idx');
    await db.query('ALTER TABLE event_series ADD name_key text COLLATE "C"');
    const rows: { id: string; name: string }[] = await db.query('SELECT id, name FROM event_series');
    for (const { id, name } of rows) {
      await db.query('UPDATE event_series SET name_key = $1 WHERE id = $2', [foldText(name).trim(), id]);
    }
    await db.query('ALTER TABLE event_series ALTER name_key SET NOT NULL');
    await db.query('CREATE INDEX event_series_name_key_idx ON event_series (name_key)');
  }

  /** Fails if two series have one name by then. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE event_series DROP name_key');
    await db.query('CREATE UNIQUE INDEX event_series_name_idx ON event_series (name)');
  }
}
