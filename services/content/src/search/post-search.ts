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
 * In a database with the locale C, PostgreSQL's parser takes every non-ASCII character for a lower-case letter, so that «
 * and dashes would be parts of words. NUL and lone surrogates cannot be sent to the database.
 */
const searchable = (text: string): string =>
  foldForSearch(toStorableText(text)).replace(/[^\p{L}\p{N}\p{M}\p{ASCII}]+/gu, ' ');

const inAllConfigurations = (read: (configuration: string) => string): string =>
  `(${CONFIGURATIONS.map((configuration) => read(`'${configuration}'`)).join(' || ')})`;

const vector = (parameter: string): string =>
  inAllConfigurations((configuration) => `to_tsvector(${configuration}, ${parameter})`);

const INDEX_POST = `
  UPDATE posts SET search =
    setweight(${vector('$2')}, 'A') || setweight(${vector('$3')}, 'B') || setweight(${vector('$4')}, 'D')
  WHERE id = $1`;

/** Writes the search index of a post. `text` is its body without markup. */
export const indexPost = async (
  db: EntityManager,
  { id, title, summary, text }: { readonly id: string; title: string; summary: string | null; text: string },
): Promise<void> => {
  await db.query(INDEX_POST, [
    id,
    searchable(title),
    searchable(summary ?? ''),
    searchable(text.slice(0, INDEXED_LENGTH)),
  ]);
};

/** Value of the SQL parameter for a search text. Accepts any text; a text without words finds nothing. */
export const searchWords = (text: string): string => searchable(text);

/** As {@link searchWords}, for a text whose words must be adjacent. */
export const searchPhrase = (text: string): string => `"${searchable(text).replaceAll('"', ' ')}"`;

/** SQL query for the words in `parameter`, in any of the languages. `websearch_to_tsquery` accepts any input. */
export const searchQuery = (parameter: string): string =>
  inAllConfigurations((configuration) => `websearch_to_tsquery(${configuration}, :${parameter})`);
