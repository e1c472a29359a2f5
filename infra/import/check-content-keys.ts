import { PAGE_KINDS, type PageKind, PostKind } from '@wizness/content';
import { type ClaimProblems, type ClaimsFile, isSubjectId } from '@wizness/partnerships';

/** The kind of post that the page becomes. Refuses a kind that a page cannot become, and then returns ARTICLE. */
export const pageKind = ({ document: { kind, reportsOn } }: ClaimsFile, problems: ClaimProblems): PageKind => {
  const pageKindOrNone = PAGE_KINDS.find((each) => each === PostKind[kind]);
  if (!pageKindOrNone) {
    problems.add('document', `a page cannot become a post of kind ${kind}: set "kind" to ${PAGE_KINDS.join(', ')}.`);
    return PostKind.ARTICLE;
  }
  if (reportsOn !== null && pageKindOrNone !== PostKind.ARTICLE) {
    problems.add('document', 'only an article reports on an event: set "kind" to ARTICLE, or "reportsOn" to null.');
  }
  return pageKindOrNone;
};

/** Refuses every key in content's part of a claims file that is unknown or of the wrong kind. */
export const checkContentKeys = (claims: ClaimsFile, problems: ClaimProblems): void => {
  const { document, organisations = [], people = [], partnerships = [], programmes = [] } = claims;
  const { series = [], events = [], mentions = [] } = claims;
  type Entries = readonly { readonly key: string }[];
  const check = (owner: string, what: string, key: string | null, ...entries: readonly Entries[]): void => {
    if (key === null || entries.flat().some((entry) => entry.key === key)) return;
    problems.add(owner, `there is no ${what} "${key}": add it to the file, or name another.`);
  };
  for (const [what, entries] of Object.entries<Entries>({ series, events })) {
    for (const [index, { key }] of entries.entries()) {
      const isTaken = entries.findIndex((entry) => entry.key === key) < index;
      if (isTaken) problems.add(`${what}/${key}`, 'two entries have this key: give each its own.');
    }
  }
  check('document', 'event', document.reportsOn, events);
  for (const [index, { key, organiser, sameAs, distinctFrom }] of series.entries()) {
    check(`series/${key}`, 'organisation', organiser, organisations);
    for (const reference of [sameAs, ...(distinctFrom ?? [])]) {
      if (reference == null || isSubjectId(reference)) continue;
      check(`series/${key}`, 'earlier series', reference, series.slice(0, index));
    }
  }
  for (const event of events) {
    const owner = `events/${event.key}`;
    check(owner, 'series', event.series, series);
    for (const organiser of event.organisers) check(owner, 'organisation', organiser, organisations);
    for (const { position, person, organisation } of event.speakers) {
      check(`${owner}/speakers/${position}`, 'person', person, people);
      check(`${owner}/speakers/${position}`, 'organisation', organisation, organisations);
    }
  }
  for (const { target, surface } of mentions) {
    check(`mentions/${surface}`, 'subject', target, organisations, people, partnerships, programmes);
  }
};
