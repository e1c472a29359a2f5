import type { WiznessPage } from '@wizness/content';
import { type CitationLocator, InvalidClaim } from '@wizness/partnerships';
import type { ClaimedMention } from './page-claims';

/** Words of the body that mean something of the claims file. */
export interface ClaimedPlace {
  /** Key in the file. */
  readonly target: string;
  readonly surface: string;
  /** Which place in the body has these words, from 1; places do not overlap. */
  readonly occurrence: number;
}

/**
 * Finds a mention that a file gives by hand. Throws what its author has to mend: the quote is not in the page
 * (QuoteNotLocated), it does not hold the words, or it stands outside of the article's body (InvalidClaim).
 */
export const placeByHand = (page: WiznessPage, citations: CitationLocator, mention: ClaimedMention): ClaimedPlace => {
  const { target, surface } = mention;
  const { quote, start, end } = citations.locate({ ...mention, quote: mention.quote ?? surface });
  if (start < page.bodyStart || end > page.bodyEnd) {
    throw new InvalidClaim(`"${quote}" stands outside of the article's body: quote words of the body.`);
  }
  const [before = '', ...more] = quote.split(surface);
  if (more.length !== 1) {
    throw new InvalidClaim(`the quote must hold "${surface}" once, not ${more.length} times: quote other words.`);
  }
  const precedes = [...page.body].slice(0, start - page.bodyStart).join('') + before;
  return { target, surface, occurrence: precedes.split(surface).length };
};
