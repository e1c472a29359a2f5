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

const inAllConfigurations = (read: (configuration: string) => string): string =>
  `(${CONFIGURATIONS.map((configuration) => read(`'${configuration}'`)).join(' || ')})`;

const vector = (sql: string): string => inAllConfigurations((configuration) => `to_tsvector(${configuration}, ${sql})`);

/** SQL of the search index of a post, from the SQL of its title, summary and body as {@link searchWords} returns them. */
export const searchVector = (title: string, summary: string, body: string): string =>
  `setweight(${vector(title)}, 'A') || setweight(${vector(summary)}, 'B') || setweight(${vector(body)}, 'D')`;

const INDEX_POST = `UPDATE posts SET search = ${searchVector('$2', '$3', '$4')} WHERE id = $1`;

/** Writes the search index of a post. `text` is its body without markup. */
export const indexPost = async (
  db: EntityManager,
  { id, title, summary, text }: { readonly id: string; title: string; summary: string | null; text: string },
): Promise<void> => {
  await db.query(INDEX_POST, [
    id,
    searchWords(title),
    searchWords(summary ?? ''),
    searchWords(text.slice(0, INDEXED_LENGTH)),
  ]);
};

/** The value of the parameter of {@link searchQuery} for a text whose words must be adjacent. */
export const searchPhrase = (text: string): string => `"${searchWords(text).replaceAll('"', ' ')}"`;

/** SQL query for the words of `text`, an SQL expression, in any of the languages. `websearch_to_tsquery` accepts any input. */
export const searchQueryOf = (text: string): string =>
  inAllConfigurations((configuration) => `websearch_to_tsquery(${configuration}, ${text})`);

/** As {@link searchQueryOf}, for the words in `parameter`. */
export const searchQuery = (parameter: string): string => searchQueryOf(`:${parameter}`);
