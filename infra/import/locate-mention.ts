import type { WiznessPage } from '@wizness/content';
import { type CitationLocator, type ClaimedMention, InvalidClaim } from '@wizness/partnerships';

/** Words of the body that refer to an entry of the claims file. */
export interface LocatedMention {
  /** Key in the file. */
  readonly target: string;
  readonly surface: string;
  /** Which occurrence of these words in the body it is, from 1. Occurrences do not overlap. */
  readonly occurrence: number;
}

/**
 * Locates a mention that a claims file states. Throws QuoteNotLocated if the page does not contain the quote,
 * InvalidClaim if the quote does not contain the words exactly once, as whole words, or is outside the body.
 */
export const locateMention = (
  page: WiznessPage,
  citations: CitationLocator,
  mention: ClaimedMention,
): LocatedMention => {
  const { target, surface } = mention;
  const { quote, start, end } = citations.locate({ ...mention, quote: mention.quote ?? surface });
  if (start < page.bodyStart || end > page.bodyEnd) {
    throw new InvalidClaim(`"${quote}" is outside the body of the article: quote words of the body.`);
  }
  const [place, ...more] = citations.placesIn({ quote, start }, surface);
  if (place === undefined || more.length > 0) {
    throw new InvalidClaim(
      `the quote must contain "${surface}" once, not ${more.length + 1} times: quote other words.`,
    );
  }
  const beforeBody = [...page.source].slice(0, page.bodyStart).join('').length;
  const textBefore = place.text.slice(beforeBody, place.start);
  return { target, surface, occurrence: textBefore.split(surface).length };
};
