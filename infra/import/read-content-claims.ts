import type { NewTopic, WiznessPage } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import {
  CitationLocator,
  type ClaimedCitation,
  type ClaimProblems,
  type Spans,
  ValueReader,
} from '@wizness/partnerships';
import { type ClaimedPlace, placeByHand } from './locate-mention';
import { checkContentKeys, pageKind } from './check-content-keys';
import type { ClaimedEvent, PageClaims } from './page-claims';

/** What a claims file says for content, with every quote found in the page. */
export interface CitedContent {
  readonly kind: ReturnType<typeof pageKind>;
  readonly publishedAt: Date | undefined;
  readonly topics: readonly NewTopic[];
  readonly events: readonly CitedEvent[];
  readonly mentions: readonly ClaimedPlace[];
}

export interface CitedEvent extends ClaimedEvent {
  readonly themeText: string | null;
  readonly date: FuzzyDate;
}

/** « the words » as they are said: without the marks around them. */
const withoutQuotationMarks = (words: string): string => words.replace(/^«\s*|\s*»$/g, '');

const isCited = (place: Partial<ClaimedCitation>): place is ClaimedCitation => place.quote !== undefined;

/** Undefined, and the reason noted, for a day that no calendar has. */
const publishedAt = ({ document }: PageClaims, problems: ClaimProblems): Date | undefined => {
  if (document.publishedAt == null) return undefined;
  const time = new Date(document.publishedAt);
  if (!Number.isNaN(time.getTime())) return time;
  problems.add('document', `"publishedAt" is ${document.publishedAt}: give a time that is, or null.`);
  return undefined;
};

/**
 * Reads the part of a claims file that is content's. What its author has to mend is noted in `problems`: every quote that
 * the page does not hold, every date that no rule reads, every key that leads nowhere.
 */
export const readCitedContent = (
  page: WiznessPage,
  claims: PageClaims,
  spans: Spans,
  problems: ClaimProblems,
): CitedContent => {
  const citations = new CitationLocator(page.source, spans, claims);
  const values = new ValueReader(citations, page.lang);
  const wordsOf = (key: string, place: ClaimedCitation): string =>
    problems.attempt(key, () => citations.locate(place).quote) ?? '';

  const readEvent = (event: ClaimedEvent): CitedEvent => {
    const key = `events/${event.key}`;
    if (isCited(event)) wordsOf(key, event);
    for (const speaker of event.speakers) wordsOf(`${key}/speakers/${speaker.position}`, speaker);
    const themeText = event.theme ? withoutQuotationMarks(wordsOf(`${key}/theme`, event.theme)) : null;
    const { when } = event;
    const date = when && problems.attempt(`${key}/when`, () => readDate(when));
    return { ...event, themeText, date: date ?? FuzzyDate.unknown() };
  };
  const readDate = (when: ClaimedCitation & { readonly date: string }): FuzzyDate => {
    citations.locate(when);
    return values.readDate(when.date).date;
  };

  checkContentKeys(claims, problems);
  for (const series of claims.series ?? []) if (isCited(series)) wordsOf(`series/${series.key}`, series);
  return {
    kind: pageKind(claims, problems),
    publishedAt: publishedAt(claims, problems),
    topics: (claims.topics ?? []).map(({ definition, ...topic }) => ({
      ...topic,
      ...(definition && { definition: { [definition.lang]: wordsOf(`topics/${topic.slug}`, definition) } }),
    })),
    events: (claims.events ?? []).map(readEvent),
    mentions: (claims.mentions ?? []).flatMap(
      (mention) => problems.attempt(`mentions/${mention.surface}`, () => placeByHand(page, citations, mention)) ?? [],
    ),
  };
};
