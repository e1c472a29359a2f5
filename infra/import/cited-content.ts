import { findMentions, type Nameable, type NewMention, type NewTopic, type WiznessPage } from '@wizness/content';
import { FuzzyDate } from '@wizness/kernel';
import { CitationReader, type CitedPlace, parseDatePhrase, Refusals, type Spans } from '@wizness/partnerships';
import type { ClaimedEvent, ClaimedMention, PageClaims } from './page-claims';

/** What a claims file says for content, with every quote found in the page. */
export interface CitedContent {
  readonly topics: readonly NewTopic[];
  readonly events: readonly CitedEvent[];
  /** Mentions by the names of `subjects`, and those that the file adds. */
  mentionsOf(subjects: ReadonlyMap<string, Nameable>): NewMention[];
}

export interface CitedEvent extends ClaimedEvent {
  readonly themeText: string | null;
  readonly date: FuzzyDate;
}

/** « the words » as they are said: without the marks around them. */
const withoutQuotationMarks = (words: string): string => words.replace(/^«\s*|\s*»$/g, '');

const isCited = (place: Partial<CitedPlace>): place is CitedPlace => place.quote !== undefined;

/** How many times `surface` has begun in `text` by the UTF-16 index `at`, itself included. */
const occurrenceAt = (text: string, surface: string, at: number): number => {
  let count = 1;
  for (let place = text.indexOf(surface); place >= 0 && place < at; count += 1) {
    place = text.indexOf(surface, place + surface.length);
    if (place < 0 || place > at) break;
  }
  return count;
};

/**
 * Reads the part of a claims file that is content's. Throws ClaimsError that lists every quote that the page does not
 * hold and every date that no rule reads.
 */
export const readCitedContent = (page: WiznessPage, claims: PageClaims, spans: Spans): CitedContent => {
  const citations = new CitationReader(page.source, spans, claims);
  const refusals = new Refusals();
  const wordsOf = (key: string, place: CitedPlace): string =>
    refusals.attempt(key, () => citations.read(place).quote) ?? '';

  const topics = (claims.topics ?? []).map(({ definition, ...topic }) => ({
    ...topic,
    ...(definition && { definition: { [definition.lang]: wordsOf(`topics/${topic.slug}`, definition) } }),
  }));
  for (const series of claims.series ?? []) if (isCited(series)) wordsOf(`series/${series.key}`, series);
  const events = (claims.events ?? []).map((event): CitedEvent => {
    const key = `events/${event.key}`;
    if (isCited(event)) wordsOf(key, event);
    if (event.when) wordsOf(`${key}/when`, event.when);
    for (const speaker of event.speakers) wordsOf(`${key}/speakers/${speaker.position}`, speaker);
    const phrase = event.when?.date;
    const date = phrase ? refusals.attempt(`${key}/when`, () => parseDatePhrase(phrase, page.lang).date) : undefined;
    const themeText = event.theme ? withoutQuotationMarks(wordsOf(`${key}/theme`, event.theme)) : null;
    return { ...event, themeText, date: date ?? FuzzyDate.unknown() };
  });

  /** Where a mention begins in the body, as the occurrence of its surface there. */
  const occurrenceOf = (mention: ClaimedMention): number => {
    if (!isCited(mention)) return mention.occurrence ?? 1;
    const { start, quote } = citations.read(mention);
    const inQuote = quote.indexOf(mention.surface);
    const before = [...page.source].slice(0, start).join('').length;
    const bodyBegins = [...page.source].slice(0, page.bodyStart).join('').length;
    return occurrenceAt(page.body, mention.surface, before + inQuote - bodyBegins);
  };
  const added = (claims.mentions ?? []).map((mention) => ({
    key: mention.target,
    surface: mention.surface,
    occurrence: refusals.attempt(`mentions/${mention.surface}`, () => occurrenceOf(mention)) ?? 1,
  }));
  refusals.throwIfAny();

  return {
    topics,
    events,
    mentionsOf: (subjects) => {
      const explicit = added.flatMap(({ key, ...mention }) => {
        const subject = subjects.get(key);
        return subject ? [{ id: subject.id, ...mention }] : [];
      });
      return findMentions(page.body, [...subjects.values()], explicit);
    },
  };
};
