import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { TextFormat } from '../rich-text/rich-text.enums';
import { RichText } from '../rich-text/rich-text.types';
import { indexPost } from '../search/post-search';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly source: string;
  readonly format: TextFormat;
}

/** Posts that are indexed at a time. */
const BATCH = 100;

/** Ligatures, soft hyphens and other spellings are folded in the search index from here on. */
export class FoldedSearch1763900000020 implements MigrationInterface {
  readonly name = 'FoldedSearch1763900000020';

  async up(db: QueryRunner): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const rows: Row[] = await db.query(
        `SELECT id, title, summary, body_source AS source, body_format AS format FROM posts WHERE id > $1 ORDER BY id LIMIT ${BATCH}`,
        [after],
      );
      for (const { id, title, summary, source, format } of rows) {
        await indexPost(db.manager, { id, title, summary, text: new RichText(source, format).text });
      }
      after = rows.at(-1)?.id;
    }
  }

  /** The former index is not restored: it found less. */
  async down(): Promise<void> {}
}
