import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when units of a dimension convert as they do: a filter by values in another unit then matches other facts, without new
 * versions of them, and copies elsewhere must follow. Code that does not know the table fills it by the trigger.
 */
export class ExpandFactorChanges1764530003600 implements MigrationInterface {
  readonly name = 'ExpandFactorChanges1764530003600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      'CREATE TABLE factor_changes (dimension text COLLATE "C" PRIMARY KEY, changed_at timestamptz NOT NULL)',
    );
    await db.query(`CREATE FUNCTION note_factor_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      BEGIN
        INSERT INTO factor_changes (dimension, changed_at) VALUES (NEW.dimension, stamp())
        ON CONFLICT (dimension) DO UPDATE SET changed_at = excluded.changed_at;
        RETURN NULL;
      END
    $$`);
    await db.query(`CREATE TRIGGER note_factor_change AFTER UPDATE ON units FOR EACH ROW
      WHEN (OLD.factor IS DISTINCT FROM NEW.factor) EXECUTE FUNCTION note_factor_change()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION note_factor_change CASCADE');
    await db.query('DROP TABLE factor_changes');
  }
}
