import { searchVector, searchWords } from '@wizness/content';
import type { Client } from 'pg';
import { copyRows, type Row } from './copy-rows';

/** Copies posts with their search index, which is computed in the database as for any other post. */
export const copyPosts = async (client: Client, posts: readonly Row[]): Promise<void> => {
  const columns = Object.keys(posts[0] ?? {}).join(', ');
  await client.query(
    `CREATE TEMPORARY TABLE copied_posts (LIKE content.posts INCLUDING DEFAULTS, title_words text, summary_words text, body_words text)`,
  );
  await copyRows(
    client,
    'copied_posts',
    (function* () {
      for (const post of posts) {
        const words = (column: string) => searchWords(typeof post[column] === 'string' ? post[column] : '');
        yield {
          ...post,
          search: '',
          title_words: words('title'),
          summary_words: words('summary'),
          body_words: words('body_source'),
        };
      }
    })(),
  );
  await client.query('SET LOCAL search_path = content');
  await client.query(
    `INSERT INTO content.posts (${columns}, search)
     SELECT ${columns}, ${searchVector('title_words', 'summary_words', 'body_words')} FROM pg_temp.copied_posts`,
  );
  await client.query('RESET search_path');
  await client.query('DROP TABLE pg_temp.copied_posts');
};
