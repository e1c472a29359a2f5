import { toStorableText } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { foldForSearch } from '../rich-text/search-text';

/** PostgreSQL keeps at most 1 MB of words for one text; so much of a body can not come near it. */
const INDEXED_LENGTH = 100_000;

/**
 * French twice: its stemmer knows endings by their accents (identifiés, identifiées), a reader may leave them out. English
 * words are stemmed as such, and a stop word of one language is a word of the other.
 */
const CONFIGURATIONS = ['pg_catalog.french', 'french_unaccented', 'english_unaccented'] as const;

/**
 * In a database of locale C the parser takes every character beyond ASCII for a letter, in lower case already: « and a
 * dash would be parts of words. NUL and lone surrogates are nothing that the database can be asked about.
 */
const searchable = (text: string): string =>
  foldForSearch(toStorableText(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{ASCII}]+/gu, ' ');

const inAllConfigurations = (read: (configuration: string) => string): string =>
  `(${CONFIGURATIONS.map((configuration) => read(`'${configuration}'`)).join(' || ')})`;

const vector = (parameter: string): string =>
  inAllConfigurations((configuration) => `to_tsvector(${configuration}, ${parameter})`);

const INDEX_POST = `
  UPDATE posts SET search =
    setweight(${vector('$2')}, 'A') || setweight(${vector('$3')}, 'B') || setweight(${vector('$4')}, 'D')
  WHERE id = $1`;

/** Writes the words by which a post is found. `text` is its body without markup. */
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

/** What `text` asks for, as the value of an SQL parameter. No text is an error; one without words finds nothing. */
export const searchWords = (text: string): string => searchable(text);

/** SQL of the search for the words in `parameter`, in any of the languages. `websearch_to_tsquery` takes any input. */
export const searchQuery = (parameter: string): string =>
  inAllConfigurations((configuration) => `websearch_to_tsquery(${configuration}, :${parameter})`);
