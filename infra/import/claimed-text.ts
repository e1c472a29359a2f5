import { Wording } from '@wizness/kernel';
import type {
  CitationLocator,
  ClaimedCitation,
  ClaimedPassage,
  ClaimedWrittenText,
  ClaimProblems,
} from '@wizness/partnerships';

/** A text of a claims file with whose words it is. Offsets are code points of the page. */
export type ReadText = { readonly text: string } & (
  | { readonly wording: Wording.SOURCE; readonly place: { readonly start: number; readonly end: number } | null }
  | { readonly wording: Wording.REVIEWER; readonly reviewer: string }
);

const NEITHER =
  'the page does not contain this text: use words of the page, or give { "text", "wording": "REVIEWER", "reviewer" } with the name of the person who wrote it.';
const NO_REVIEWER = 'a text with the wording REVIEWER needs "reviewer", the name of the person who wrote it.';

/**
 * Reads a text that is verbatim in the page, or that a named reviewer wrote. Any other text is refused, with how to correct
 * it, and null.
 */
export const readText = (
  key: string,
  given: ClaimedPassage | ClaimedCitation | ClaimedWrittenText,
  citations: CitationLocator,
  problems: ClaimProblems,
): ReadText | null => {
  if (typeof given === 'object' && 'quote' in given) {
    const located = problems.attempt(key, () => citations.locate(given));
    if (!located) return null;
    return { text: located.quote, wording: Wording.SOURCE, place: { start: located.start, end: located.end } };
  }
  const written: ClaimedWrittenText = typeof given === 'string' ? { text: given } : given;
  const { text, wording = Wording.SOURCE, reviewer } = written;
  if (wording === Wording.REVIEWER && reviewer !== undefined) return { text, wording, reviewer };
  if (wording === Wording.SOURCE && citations.contains(text)) return { text, wording, place: null };
  problems.refuse(key, wording === Wording.REVIEWER ? NO_REVIEWER : NEITHER);
  return null;
};
