import { toStorableText } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { foldForSearch } from '../rich-text/search-text';

/** In UTF-16 code units. A tsvector has at most 1 MB; the words of this much text stay far below. */
const INDEXED_LENGTH = 100_000;

/**
 * French twice: its stemmer needs accents to recognise some endings (identifiés, identifiées), but a reader may omit them.
 * English is separate, because it has other endings and stop words.
 */
const CONFIGURATIONS = ['pg_catalog.french', 'french_unaccented', 'english_unaccented'] as const;

/**
 * The words of a text as they are indexed, and as they are searched for. In a database with the locale C, PostgreSQL's parser takes every non-ASCII character for a lower-case letter, so that «
 * and dashes would be parts of words. NUL and lone surrogates cannot be sent to the database.
 */
export const searchWords = (text: string): string =>
  foldForSearch(toStorableText(text)).replace(/[^\p{L}\p{N}\p{M}\p{ASCII}]+/gu, ' ');

const HYPHENATED = /\p{L}[\p{L}\p{M}']*(?:-[\p{L}\p{M}']+)+/gu;

/**
 * The words that a search asks for. PostgreSQL searches for "long-term" as one word and its parts, which does not find "long
 * term": the parts are searched for as a phrase, which finds both.
 */
export const searchedWords = (text: string): string =>
  searchWords(text)
    .split('"')
    .map((part, index) =>
      part.replace(HYPHENATED, (word) => {
        const parts = word.replaceAll('-', ' ');
        return index % 2 === 0 ? `"${parts}"` : parts;
      }),
    )
    .join('"');

const inAllConfigurations = (read: (configuration: string) => string): string =>
  `(${CONFIGURATIONS.map((configuration) => read(`'${configuration}'`)).join(' || ')})`;

/** SQL of the words of a text, an SQL expression of what {@link searchWords} returns, in all languages. */
export const searchVectorOf = (sql: string): string =>
  inAllConfigurations((configuration) => `to_tsvector(${configuration}, ${sql})`);

/** SQL of the search index of a post, from the SQL of its title, summary and body as {@link searchWords} returns them. */
export const searchVector = (title: string, summary: string, body: string): string =>
  `setweight(${searchVectorOf(title)}, 'A') || setweight(${searchVectorOf(summary)}, 'B') || setweight(${searchVectorOf(body)}, 'D')`;

const INDEX_POSTS = `
  UPDATE posts SET search = ${searchVector('given.title', 'given.summary', 'given.body')}
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS given (id, title, summary, body)
  WHERE posts.id = given.id`;

/** A post to index. `text` is its body without markup. */
interface IndexedPost {
  readonly id: string;
  readonly title: string;
  readonly summary: string | null;
  readonly text: string;
}

/** Writes the search index of posts. */
export const indexPosts = async (db: EntityManager, posts: readonly IndexedPost[]): Promise<void> => {
  if (posts.length === 0) return;
  await db.query(INDEX_POSTS, [
    posts.map(({ id }) => id),
    posts.map(({ title }) => searchWords(title)),
    posts.map(({ summary }) => searchWords(summary ?? '')),
    posts.map(({ text }) => searchWords(text.slice(0, INDEXED_LENGTH))),
  ]);
};

/** Writes the search index of a post. */
export const indexPost = (db: EntityManager, post: IndexedPost): Promise<void> => indexPosts(db, [post]);

/** The value of the parameter of {@link searchQuery} for a text whose words must be adjacent. */
export const searchPhrase = (text: string): string => searchedWords(`"${searchWords(text).replaceAll('"', ' ')}"`);

/** SQL query for the words of `text`, an SQL expression, in any of the languages. `websearch_to_tsquery` accepts any input. */
export const searchQueryOf = (text: string): string =>
  inAllConfigurations((configuration) => `websearch_to_tsquery(${configuration}, ${text})`);

/** As {@link searchQueryOf}, for the words in `parameter`. */
export const searchQuery = (parameter: string): string => searchQueryOf(`:${parameter}`);
