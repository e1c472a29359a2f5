import { FuzzyDate } from '@wizness/kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { themeKeyOf } from '../partnership/theme-key';
import { wordsOf } from '../subject/words-of';
import { backfill } from './backfill';

const LABELS = 'ARRAY(SELECT value FROM jsonb_each_text(labels))';

/** Tables that get a column `words`, which SQL cannot compute: their key, and the texts that it holds. */
const SEARCHED = [
  ['sources', 'id', 'ARRAY[title, publisher]'],
  ['fact_properties', 'key', LABELS],
  ['units', 'code', LABELS],
] as const;

const BOUNDS = [
  ['facts', 'due', 'due_earliest', 'due_latest'],
  ['sources', 'published', 'published_earliest', 'published_latest'],
] as const;

/** What lists are filtered by: searched words, the bounds of fuzzy dates, dimensions of units, the body of a post's page. */
export class ListColumns1763900012000 implements MigrationInterface {
  readonly name = 'ListColumns1763900012000';

  async up(db: QueryRunner): Promise<void> {
    for (const [table, key, texts] of SEARCHED) {
      await db.query(`ALTER TABLE ${table} ADD words text COLLATE "C" NOT NULL DEFAULT ''`);
      const select = `SELECT ${key} AS id, ${texts} AS texts FROM ${table}`;
      await backfill<{ id: string; texts: string[] }>(db, { table, key, column: 'words', select }, ({ texts: all }) =>
        wordsOf(all),
      );
      await db.query(`ALTER TABLE ${table} ALTER words DROP DEFAULT`);
    }
    for (const [table, date, earliest, latest] of BOUNDS) await addBounds(db, table, date, earliest, latest);
    await db.query('ALTER TABLE partnerships ADD theme_key text COLLATE "C"');
    const themes = { table: 'partnerships', column: 'theme_key', select: 'SELECT id, theme FROM partnerships' };
    await backfill<{ id: string; theme: string | null }>(db, themes, ({ theme }) => themeKeyOf(theme));
    await db.query(`ALTER TABLE units ADD dimension text COLLATE "C", ADD factor numeric`);
    // A currency has no fixed factor; every other unit so far is the base unit of a dimension of its own.
    await db.query(`UPDATE units SET dimension = CASE WHEN code ~ '^[A-Z]{3}$' THEN 'money' ELSE code END,
      factor = CASE WHEN code ~ '^[A-Z]{3}$' THEN NULL ELSE 1 END`);
    await db.query('ALTER TABLE units ALTER dimension SET NOT NULL');
    await db.query('ALTER TABLE sources ADD body_start integer, ADD body_end integer');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE sources DROP body_start, DROP body_end');
    await db.query('ALTER TABLE units DROP dimension, DROP factor');
    await db.query('ALTER TABLE partnerships DROP theme_key');
    for (const [table, , earliest, latest] of BOUNDS) {
      await db.query(`ALTER TABLE ${table} DROP ${earliest}, DROP ${latest}`);
    }
    for (const [table] of SEARCHED) await db.query(`ALTER TABLE ${table} DROP words`);
  }
}

const addBounds = async (
  db: QueryRunner,
  table: string,
  date: string,
  earliest: string,
  latest: string,
): Promise<void> => {
  await db.query(`ALTER TABLE ${table} ADD ${earliest} date, ADD ${latest} date`);
  const dates: { edtf: string }[] = await db.query(
    `SELECT DISTINCT ${date} ->> 'edtf' AS edtf FROM ${table} WHERE ${date} IS NOT NULL`,
  );
  for (const { edtf } of dates) {
    const bounds = FuzzyDate.fromEdtf(edtf);
    await db.query(`UPDATE ${table} SET ${earliest} = $2, ${latest} = $3 WHERE ${date} ->> 'edtf' = $1`, [
      edtf,
      bounds.earliest,
      bounds.latest,
    ]);
  }
};
