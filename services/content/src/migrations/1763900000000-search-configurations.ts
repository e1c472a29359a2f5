import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * French and English full-text search without accents. `unaccent` is a filter before the stemmers here: as part of a
 * configuration it can be used where an immutable function is required.
 */
export class SearchConfigurations1763900000000 implements MigrationInterface {
  readonly name = 'SearchConfigurations1763900000000';

  async up(db: QueryRunner): Promise<void> {
    for (const language of ['french', 'english']) {
      await db.query(`CREATE TEXT SEARCH CONFIGURATION ${language}_unaccented (COPY = pg_catalog.${language})`);
      await db.query(`
        ALTER TEXT SEARCH CONFIGURATION ${language}_unaccented
        ALTER MAPPING FOR word, hword, hword_part WITH public.unaccent, ${language}_stem`);
      await db.query(`
        ALTER TEXT SEARCH CONFIGURATION ${language}_unaccented
        ALTER MAPPING FOR numword, numhword, hword_numpart WITH public.unaccent, simple`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TEXT SEARCH CONFIGURATION french_unaccented, english_unaccented');
  }
}
