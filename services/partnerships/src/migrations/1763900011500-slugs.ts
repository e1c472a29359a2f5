import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameKey } from '../organisation/name-key';
import { firstFreeSlug } from '../subject/slug/free-slug';
import { backfill } from './backfill';

const TABLES = ['organisations', 'people', 'programmes', 'partnerships'];

/** A permanent slug for each subject, and the sort key of programmes by name, which the other subjects have already. */
export class Slugs1763900011500 implements MigrationInterface {
  readonly name = 'Slugs1763900011500';

  async up(db: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      const taken = new Set<string>();
      await db.query(`ALTER TABLE ${table} ADD slug text COLLATE "C"`);
      const select = `SELECT id, name FROM ${table} ORDER BY id`;
      await backfill<{ id: string; name: string }>(db, { table, column: 'slug', select }, ({ id, name }) => {
        const slug = firstFreeSlug(name, id, taken);
        taken.add(slug);
        return slug;
      });
      await db.query(`ALTER TABLE ${table} ALTER slug SET NOT NULL`);
      await db.query(`CREATE UNIQUE INDEX ${table}_slug_idx ON ${table} (slug)`);
    }
    await db.query('ALTER TABLE programmes ADD name_key text COLLATE "C"');
    const programmes = { table: 'programmes', column: 'name_key', select: 'SELECT id, name FROM programmes' };
    await backfill<{ id: string; name: string }>(db, programmes, ({ name }) => nameKey(name));
    await db.query('ALTER TABLE programmes ALTER name_key SET NOT NULL');
    await db.query('CREATE INDEX programmes_name_key_idx ON programmes (name_key)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE programmes DROP name_key');
    for (const table of TABLES) await db.query(`ALTER TABLE ${table} DROP slug`);
  }
}
