import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPastViews, dropPastViews } from '../time/past-views';

/**
 * How units converted before, and until when. What is read as of a moment converts as it did then: so the file of an export at a
 * moment stays the same when a factor changes. A change of before this migration is not known.
 */
export class ExpandFormerFactors1764530005400 implements MigrationInterface {
  readonly name = 'ExpandFormerFactors1764530005400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE former_factors (
      code text COLLATE "C" NOT NULL REFERENCES units ON DELETE CASCADE,
      factor numeric,
      known_to timestamptz NOT NULL,
      PRIMARY KEY (code, known_to)
    )`);
    await db.query(`CREATE FUNCTION keep_former_factor() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
      BEGIN
        -- Of several changes in one transaction, only the first ends what could be read.
        INSERT INTO former_factors (code, factor, known_to) VALUES (OLD.code, OLD.factor, stamp()) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END
    $$`);
    await db.query(`CREATE TRIGGER keep_former_factor AFTER UPDATE ON units FOR EACH ROW
      WHEN (OLD.factor IS DISTINCT FROM NEW.factor) EXECUTE FUNCTION keep_former_factor()`);
    await createPastViews(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await dropPastViews(db);
    await db.query('DROP FUNCTION keep_former_factor CASCADE');
    await db.query('DROP TABLE former_factors');
    await createPastViews(db);
  }
}
