import { badArgument } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { foldedWords, slugOfReference } from './mention-target.store';

const MAX_PREFIX = 100;
const MAX_SUGGESTIONS = 20;
/** So few letters would list members at random. */
const MIN_LETTERS_OF_MEMBERS = 2;
const SCANNED = 2_000;
/** Greater than every character of a word. */
const LAST = '\u{10ffff}';

const KIND = /^(?:@|(org|programme|partnership|person):)?(.*)$/s;

/** A suggestion for an author who types a mention. */
export interface FoundSuggestion {
  readonly targetId: string;
  readonly label: string;
  /** What the author's text needs to contain. */
  readonly insert: string;
}

const BEST_FIRST = 'words <> $1, NOT is_name, length(words), words, target_id';

// The index gives the words in order, so the scan is short however many names begin with one letter. Each target is ranked by
// its best words, and only what is suggested is read.
const FIND = `
  SELECT target_id AS "targetId", target.reference, target.label
  FROM (
    SELECT * FROM (
      SELECT DISTINCT ON (target_id) target_id, words, is_name
      FROM (
        SELECT target_id, words, is_name FROM mention_words
        WHERE words >= $1 AND words < $2 ORDER BY words, target_id LIMIT ${SCANNED}
      ) scanned
      WHERE target_id LIKE $3 AND ($4 OR target_id NOT LIKE 'member\\_%')
      ORDER BY target_id, ${BEST_FIRST}
    ) ranked ORDER BY ${BEST_FIRST} LIMIT $5
  ) found JOIN mention_targets target USING (target_id)
  ORDER BY ${BEST_FIRST}`;

const insertOf = (reference: string, label: string): string => {
  if (reference.startsWith('member:')) return `@${slugOfReference(reference)}`;
  return /[[\]\n|]/.test(label) ? `[[${reference}]]` : `[[${reference}|${label}]]`;
};

/**
 * What an author may mean who has typed `prefix` after `@` or `[[`: those with exactly this name or word first, then names that
 * begin with it, then words that do, each the shortest first. Members are suggested from two letters on. Throws BAD_USER_INPUT for a prefix
 * that is empty or has more than 100 characters, and if `first` is not 0 to 20.
 */
export const suggestMentions = async (
  db: EntityManager,
  { prefix, first }: { readonly prefix: string; readonly first: number },
): Promise<readonly FoundSuggestion[]> => {
  if (prefix === '' || prefix.length > MAX_PREFIX) {
    throw badArgument(['prefix'], `Give what was typed: 1 to ${MAX_PREFIX} characters.`, [
      `1 to ${MAX_PREFIX} characters`,
    ]);
  }
  if (first < 0 || first > MAX_SUGGESTIONS) {
    throw badArgument(['first'], `There are at most ${MAX_SUGGESTIONS} suggestions.`, [`0 to ${MAX_SUGGESTIONS}`]);
  }
  const [, kind, typed = ''] = KIND.exec(prefix) ?? [];
  const words = foldedWords(typed);
  if (words === '' || first === 0) return [];
  const rows = await db.query<{ targetId: string; reference: string; label: string }[]>(FIND, [
    words,
    `${words}${LAST}`,
    kind === undefined ? '%' : `${kind}\\_%`,
    [...words].length >= MIN_LETTERS_OF_MEMBERS,
    first,
  ]);
  return rows.map(({ targetId, reference, label }) => ({ targetId, label, insert: insertOf(reference, label) }));
};
