import { type PageKind, PostKind, type TextWarning, type WiznessPage } from '@wizness/content';
import { FuzzyDate, Wording } from '@wizness/kernel';
import {
  CitationLocator,
  DataIssueCode,
  type ClaimedEvent,
  type ClaimedSeries,
  type ClaimsFile,
  type ClaimedCitation,
  type ClaimProblems,
  type Spans,
  ValueReader,
} from '@wizness/partnerships';
import { checkContentKeys, pageKind } from './check-content-keys';
import { type ReadText, readText } from './claimed-text';
import { type LocatedMention, locateMention } from './locate-mention';

/** Content's part of a claims file, with every quote located in the page. */
export interface ContentClaims {
  readonly kind: PageKind;
  readonly reportsOn: string | null;
  readonly publishedAt: Date | undefined;
  /** In the words of the page; null if it names no author. */
  readonly byline: string | null;
  readonly written: FuzzyDate | null;
  readonly topicSlugs: readonly string[];
  readonly topics: readonly ReadTopic[];
  readonly series: readonly ClaimedSeries[];
  readonly events: readonly ReadEvent[];
  readonly mentions: readonly LocatedMention[];
  /** What is in doubt about the dates of the page and of its events: their words are kept. */
  readonly warnings: readonly TextWarning[];
}

export type ReadTopic = Omit<NonNullable<ClaimsFile['topics']>[number], 'definition'> & {
  readonly definition: (ReadText & { readonly lang: string }) | null;
};

export interface ReadEvent extends Omit<ClaimedEvent, 'body' | 'summary'> {
  readonly summary: string | null;
  readonly body: string;
  /** Which texts a reviewer wrote, and who. Null: all are words of the page. */
  readonly wordingNote: string | null;
  readonly themeText: string | null;
  readonly date: FuzzyDate;
}

const withoutQuotationMarks = (words: string | null): string | null => words && words.replace(/^«\s*|\s*»$/g, '');

const isCited = (place: Partial<ClaimedCitation>): place is ClaimedCitation => place.quote !== undefined;

/** A note such as "summary: words of the reviewer Ana"; null if the page has all these words. */
const wordingNote = (texts: Readonly<Record<string, ReadText | null>>): string | null =>
  Object.entries(texts)
    .flatMap(([name, text]) =>
      text?.wording === Wording.REVIEWER ? [`${name}: words of the reviewer ${text.reviewer}`] : [],
    )
    .join('; ') || null;

const readPublishedAt = ({ document }: ClaimsFile, problems: ClaimProblems): Date | undefined => {
  if (document.publishedAt == null) return undefined;
  const time = new Date(document.publishedAt);
  // A day that does not exist, such as 30 February, would become one of the next month.
  if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(document.publishedAt.slice(0, 10))) return time;
  problems.add('document', `"publishedAt" is ${document.publishedAt}: give a valid time, or null.`);
  return undefined;
};

/**
 * Reads content's part of a claims file. `lang` is the language of the page, BCP 47. Adds to `problems` every unknown key. Leaves out and
 * refuses every topic definition, speaker and mention whose quote the page does not contain, and every text that neither the
 * page nor a named reviewer wrote.
 */
export const readContentClaims = (
  page: WiznessPage,
  claims: ClaimsFile,
  lang: string,
  spans: Spans,
  problems: ClaimProblems,
): ContentClaims => {
  const citations = new CitationLocator(page.source, lang, spans, claims);
  const { published } = claims.document.source;
  const publication =
    published == null ? null : (problems.attempt('document', () => FuzzyDate.fromEdtf(published)) ?? null);
  const values = new ValueReader(citations, publication);
  const wordsOf = (key: string, place: ClaimedCitation): string | null =>
    problems.attempt(key, () => citations.locate(place).quote) ?? null;

  const warnings: TextWarning[] = [];
  const readDate = (when: ClaimedCitation & { readonly date: string }): FuzzyDate => {
    const { lang: quoteLang, start, end } = citations.locate(when);
    const { date, issues } = values.readDate(when.date, quoteLang);
    // A date that is relative to a day that the page does not give is no mistake of the file.
    const doubts = issues.filter(({ code }) => code !== DataIssueCode.RELATIVE_DATE);
    warnings.push(...doubts.map(({ message }): TextWarning => ({ code: 'DATE_ISSUE', message, start, end })));
    return date;
  };
  const dateOf = (key: string, when: (ClaimedCitation & { readonly date: string }) | undefined): FuzzyDate | null =>
    (when && problems.attempt(key, () => readDate(when))) ?? null;
  const readEvent = (event: ClaimedEvent): ReadEvent => {
    const key = `events/${event.key}`;
    if (isCited(event)) wordsOf(key, event);
    const speakers = event.speakers.filter(
      (speaker) => wordsOf(`${key}/speakers/${speaker.position}`, speaker) !== null,
    );
    const themeText = event.theme ? withoutQuotationMarks(wordsOf(`${key}/theme`, event.theme)) : null;
    const date = dateOf(`${key}/when`, event.when) ?? FuzzyDate.unknown();
    const summary = event.summary == null ? null : readText(`${key}/summary`, event.summary, citations, problems);
    const body = readText(`${key}/body`, event.body, citations, problems);
    return {
      ...event,
      summary: summary?.text ?? null,
      body: body?.text ?? event.title,
      wordingNote: wordingNote({ summary, body }),
      speakers,
      themeText,
      date,
    };
  };

  checkContentKeys(claims, problems);
  const { document, series = [] } = claims;
  const kind = pageKind(claims, problems);
  for (const each of series) if (isCited(each)) wordsOf(`series/${each.key}`, each);
  return {
    kind,
    reportsOn: kind === PostKind.ARTICLE ? document.reportsOn : null,
    publishedAt: readPublishedAt(claims, problems),
    byline: document.byline ? wordsOf('document/byline', document.byline) : null,
    written: dateOf('document/written', document.written),
    topicSlugs: document.topics,
    topics: (claims.topics ?? []).map(({ definition, ...topic }) => {
      const read = definition ? readText(`topics/${topic.slug}`, definition, citations, problems) : null;
      return { ...topic, definition: definition && read ? { ...read, lang: definition.lang } : null };
    }),
    series,
    events: (claims.events ?? []).map(readEvent),
    mentions: (claims.mentions ?? []).flatMap(
      (mention) => problems.attempt(`mentions/${mention.surface}`, () => locateMention(page, citations, mention)) ?? [],
    ),
    warnings,
  };
};
