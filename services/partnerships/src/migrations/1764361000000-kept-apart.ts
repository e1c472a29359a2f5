import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The aggregate `keep_apart(daterange)`, used over the rows so far: whether the last period meets none of those that were
 * kept before it. A period that is left out leaves room for others. NULL has no bounds, so it meets every period.
 */
export class KeptApart1764361000000 implements MigrationInterface {
  readonly name = 'KeptApart1764361000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('CREATE TYPE kept_periods AS (periods datemultirange, kept boolean)');
    await db.query(`CREATE FUNCTION keep_if_apart(so_far kept_periods, period daterange) RETURNS kept_periods
      LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
      BEGIN
        period := coalesce(period, daterange(NULL, NULL));
        so_far.kept := NOT so_far.periods && period;
        IF so_far.kept THEN so_far.periods := so_far.periods + datemultirange(period); END IF;
        RETURN so_far;
      END $$`);
    await db.query(`CREATE FUNCTION is_kept(so_far kept_periods) RETURNS boolean
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT so_far.kept $$`);
    await db.query(`CREATE AGGREGATE keep_apart(daterange)
      (SFUNC = keep_if_apart, STYPE = kept_periods, FINALFUNC = is_kept, INITCOND = '("{}",f)')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP AGGREGATE keep_apart(daterange)');
    await db.query('DROP FUNCTION is_kept, keep_if_apart');
    await db.query('DROP TYPE kept_periods');
  }
}
