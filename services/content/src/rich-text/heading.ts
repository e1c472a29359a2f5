import { foldText } from '@wizness/kernel';

/** A heading of a text. `start` is the code point of the source at which its line or its words begin. */
export type FoundHeading = {
  /** 1 to 6, as the markup states it. A heading of a Wizness page has level 1. */
  readonly level: number;
  readonly text: string;
  /** Id of its element in the HTML; unique in the text. */
  readonly anchor: string;
  readonly start: number;
};

/** Code points of the words that an anchor contains. */
const MAX_LENGTH = 60;

/**
 * Returns a function that makes the anchors of one text from the words of its headings, in order. The prefix keeps an id
 * that a member chose apart from the ids of the page that shows the HTML.
 */
export function createAnchors(): (words: string) => string {
  const used = new Set<string>();
  const counts = new Map<string, number>();
  return (words) => {
    const folded = [...(foldText(words).match(/[\p{L}\p{N}]+/gu) ?? []).join('-')].slice(0, MAX_LENGTH).join('');
    const name = folded === '' ? 'section' : `section-${folded.replace(/-$/, '')}`;
    let count = counts.get(name) ?? 1;
    let anchor = count === 1 ? name : `${name}-${count}`;
    for (; used.has(anchor); anchor = `${name}-${count}`) count += 1;
    counts.set(name, count + 1);
    used.add(anchor);
    return anchor;
  };
}
