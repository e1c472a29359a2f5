import { matchKey } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows whose words are written at a time. */
const BATCH = 1000;

/** Tables with a column of words, and the SQL of the texts that they come from. */
const TABLES = [
  ['facts', ['text_value', 'raw']],
  ['citations', ['quote']],
] as const;

type Row = { readonly id: string; readonly texts: readonly (string | null)[] };

/** Text filters compare folded words, which an index of trigrams finds anywhere in a text. */
export class MatchedWords1763900009000 implements MigrationInterface {
  readonly name = 'MatchedWords1763900009000';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, columns] of TABLES) {
      await db.query(`ALTER TABLE ${table} ADD words text COLLATE "C"`);
      for (let after: string | undefined = ''; after !== undefined; ) after = await fill(db, table, columns, after);
      await db.query(`ALTER TABLE ${table} ALTER words SET NOT NULL`);
      await db.query(`CREATE INDEX ${table}_words_idx ON ${table} USING gin (words public.gin_trgm_ops)`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const [table] of TABLES) await db.query(`ALTER TABLE ${table} DROP words`);
  }
}

/** Writes the words of the rows after an id. Returns the last id, or undefined if there are no more. */
const fill = async (
  db: QueryRunner,
  table: string,
  columns: readonly string[],
  after: string,
): Promise<string | undefined> => {
  const rows: Row[] = await db.query(
    `SELECT id, ARRAY[${columns.join(', ')}] AS texts FROM ${table} WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
    [after],
  );
  const words = rows.map(({ texts }) => texts.map((text) => matchKey(text ?? '')).join('\n'));
  await db.query(
    `UPDATE ${table} SET words = given.words FROM unnest($1::text[], $2::text[]) given(id, words) WHERE ${table}.id = given.id`,
    [rows.map(({ id }) => id), words],
  );
  return rows.at(-1)?.id;
};
