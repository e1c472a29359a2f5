import { foldText } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { searchQueryOf, searchVectorOf, searchWords } from './post-search';

/** Stemmers change the end of a word: one that matches begins with the same letters. */
const COMMON_LETTERS = 2;

/** Folded words that match a search. */
export type Words = ReadonlySet<string>;

/** A word in a text, folded, with its place in UTF-16 code units. */
export interface PlacedWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a text in order. */
export function* wordsIn(text: string): Generator<PlacedWord> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    yield { word: searchWords(word), start: index, end: index + word.length };
  }
}

export const isMatch = (words: Words, word: string): boolean => words.has(word);

/** The words that a search asks for, without those that it excludes. */
const wantedWords = (text: string): string[] => {
  const withoutExcluded = text.replace(/(^|\s)-(?:"[^"]*"|\S+)/gu, ' ');
  return [...wordsIn(withoutExcluded)].map(({ word }) => word).filter((word) => word !== 'or');
};

const beginningOf = (word: string): string => [...foldText(word)].slice(0, COMMON_LETTERS).join('');

const MATCHING = `
  SELECT DISTINCT given.word FROM unnest($1::text[]) AS given (word), unnest($2::text[]) AS wanted (word)
  WHERE ${searchVectorOf('given.word')} @@ ${searchQueryOf('wanted.word')}`;

/** Those of the words of `texts` that PostgreSQL finds for the words of a search: with its stemmers, in all languages. */
export const matchingWords = async (db: EntityManager, search: string, texts: readonly string[]): Promise<Words> => {
  const wanted = [...new Set(wantedWords(search))];
  const beginnings = new Set(wanted.map(beginningOf));
  const candidates = new Set<string>();
  for (const text of texts) {
    for (const { word } of wordsIn(text)) if (beginnings.has(beginningOf(word))) candidates.add(word);
  }
  if (candidates.size === 0) return new Set();
  const rows = await db.query<{ word: string }[]>(MATCHING, [[...candidates], wanted]);
  return new Set(rows.map(({ word }) => word));
};
