import type { EntityManager } from 'typeorm';
import { RichText } from '../rich-text/rich-text.types';
import type { TextFormat } from '../rich-text/rich-text.enums';
import { indexPosts } from '../search/post-search';
import { MentionTarget } from './mention-target.entity';
import { slugOfReference } from './mention-target.store';

/** Texts in which members can be mentioned, in the order in which their rows are locked. */
const TEXTS = [
  { table: 'posts', id: 'id', column: 'body_source' },
  { table: 'post_revisions', id: 'id', column: 'body_source' },
  { table: 'challenge_details', id: 'id', column: 'outcome' },
  { table: 'comments', id: 'id', column: 'body_source' },
] as const;

const replace = ({ table, id, column }: (typeof TEXTS)[number]): string => `
  UPDATE ${table} SET ${column} = regexp_replace(${column}, $2, $3, 'gi')
  WHERE ${id} IN (SELECT ${id} FROM ${table} WHERE ${column} ILIKE $1 ORDER BY ${id} FOR NO KEY UPDATE)
  RETURNING ${id} AS id`;

interface ChangedPost {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly bodySource: string;
  readonly bodyFormat: TextFormat;
}

/**
 * Removes the handle of a member who is erased from all texts that mention them: a handle is personal data. Each of its
 * characters becomes an ellipsis, so that all other offsets in the text stay. Names in free text stay.
 */
export const eraseHandle = async (tx: EntityManager, memberId: string): Promise<void> => {
  const target = await tx.findOneBy(MentionTarget, { targetId: memberId });
  if (!target) return;
  await tx.delete(MentionTarget, { targetId: memberId });
  const handle = slugOfReference(target.reference);
  // A handle of other characters, from before there were rules for them, is in no mention.
  if (!/^[a-z0-9-]+$/.test(handle)) return;
  const pattern = `(?<![[:alnum:]_@./+-])@${handle}(?![[:alnum:]_@-])`;
  const values = [`%@${handle}%`, pattern, `@${'…'.repeat(handle.length)}`];
  for (const text of TEXTS) {
    const [changed] = await tx.query<[{ id: string }[], number]>(replace(text), values);
    if (text.table === 'posts')
      await indexAgain(
        tx,
        changed.map(({ id }) => id),
      );
  }
};

const indexAgain = async (tx: EntityManager, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const sql = `
    SELECT id, title, summary, body_source AS "bodySource", body_format AS "bodyFormat" FROM posts
    WHERE id = ANY($1) AND search <> ''`;
  const posts = await tx.query<ChangedPost[]>(sql, [ids]);
  await indexPosts(
    tx,
    posts.map(({ bodySource, bodyFormat, ...post }) => ({ ...post, text: new RichText(bodySource, bodyFormat).text })),
  );
};
