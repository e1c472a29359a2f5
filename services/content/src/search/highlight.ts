import { isMatch, type Words, wordsIn } from './matching-words';
import type { PostHighlight } from './highlight.types';

/** Passages of one post, and of its body. */
const MAX_PASSAGES = 5;
const MAX_OF_BODY = 3;
/** Of a passage of the body, in code points: about two lines. */
const LENGTH = 200;
/** A passage begins so many code points before its first match. */
const BEFORE = 40;

/** A text of a post. */
export interface SearchedText {
  readonly field: PostHighlight['field'];
  readonly text: string;
}

interface Match {
  readonly start: number;
  readonly end: number;
}

/** The matches in code points of `characters`. */
const matchesIn = (text: string, words: Words): Match[] => {
  // Offsets of words are UTF-16: they are counted along with the code points.
  const matches: Match[] = [];
  let at = 0;
  let index = 0;
  const advanceTo = (unit: number): number => {
    while (index < unit) {
      index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
      at += 1;
    }
    return at;
  };
  for (const { word, start, end } of wordsIn(text)) {
    if (isMatch(words, word)) matches.push({ start: advanceTo(start), end: advanceTo(end) });
  }
  return matches;
};

const isSpace = (character: string | undefined): boolean => character === undefined || /\s/u.test(character);

/** The passage from `from` on, cut at spaces, with the matches in it. */
const passage = (
  characters: readonly string[],
  from: number,
  matches: readonly Match[],
): Omit<PostHighlight, 'field'> => {
  let start = from;
  while (start > 0 && start < characters.length && !isSpace(characters[start - 1])) start += 1;
  // A word that is longer than the passage's beginning is kept whole.
  const first = matches.find(({ start: at }) => at >= from);
  if (first && start > first.start) start = first.start;
  let end = Math.min(characters.length, start + LENGTH);
  while (end < characters.length && end > start + LENGTH / 2 && !isSpace(characters[end])) end -= 1;
  const within = matches.filter((match) => match.start >= start && match.end <= end);
  return {
    text: characters.slice(start, end).join('').replace(/\s/gu, ' '),
    ranges: within.flatMap((match) => [match.start - start, match.end - start]),
  };
};

const passagesOf = ({ field, text }: SearchedText, words: Words): PostHighlight[] => {
  const matches = matchesIn(text, words);
  if (matches.length === 0) return [];
  const characters = [...text];
  if (field !== 'body') {
    const ranges = matches.flatMap(({ start, end }) => [start, end]);
    return [{ field, text: text.replace(/\s/gu, ' '), ranges }];
  }
  const passages: PostHighlight[] = [];
  let next = 0;
  for (const { start } of matches) {
    if (start < next || passages.length >= MAX_OF_BODY * 4) continue;
    const found = passage(characters, Math.max(next, start - BEFORE), matches);
    if (found.ranges.length > 0) passages.push({ field, ...found });
    next = start + LENGTH - BEFORE;
  }
  // The passages with most matches, in text order where they have as many.
  return passages.toSorted((one, other) => other.ranges.length - one.ranges.length).slice(0, MAX_OF_BODY);
};

/** The passages of a post that match: of its title, its summary and its body, at most 5. */
export const highlightsIn = (texts: readonly SearchedText[], words: Words): PostHighlight[] =>
  texts.flatMap((text) => passagesOf(text, words)).slice(0, MAX_PASSAGES);
