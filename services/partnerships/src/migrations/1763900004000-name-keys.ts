import type { MigrationInterface, QueryRunner } from 'typeorm';
import { nameKey } from '../organisation/name-key';

/** Tables with a name key, and the column that it is computed from. */
const TABLES = [
  ['organisations', 'name'],
  ['organisation_names', 'value'],
  ['people', 'name'],
  ['partnerships', 'name'],
  ['programme_names', 'value'],
] as const;

/** Name keys keep conjunctions and the spaces between words from here on. */
export class NameKeys1763900004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const [table, column] of TABLES) {
      const rows = (await db.query(`SELECT DISTINCT ${column} AS name FROM ${table}`)) as { readonly name: string }[];
      for (const { name } of rows) {
        await db.query(`UPDATE ${table} SET name_key = $1 WHERE ${column} = $2`, [nameKey(name), name]);
      }
    }
  }

  /** The keys of before are not restored: no code reads them any more. */
  async down(): Promise<void> {}
}
