import { matchKey } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A search for a member compares folded names, which an index of trigrams finds anywhere in a name. */
export class NameKeys1763900000006 implements MigrationInterface {
  readonly name = 'NameKeys1763900000006';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE members ADD name_key text COLLATE "C"');
    const rows: { id: string; name: string }[] = await db.query('SELECT id, name FROM members');
    for (const { id, name } of rows) {
      await db.query('UPDATE members SET name_key = $1 WHERE id = $2', [matchKey(name), id]);
    }
    await db.query('ALTER TABLE members ALTER name_key SET NOT NULL');
    await db.query('CREATE INDEX members_name_key_idx ON members USING gin (name_key public.gin_trgm_ops)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE members DROP name_key');
  }
}
