import type { ClaimProblems } from '@wizness/partnerships';
import type { PageClaims } from './page-claims';

/** What a page can become: a page holds a text and no more, and an event or a challenge is made of more. */
const PAGE_KINDS = ['ARTICLE', 'NEWS', 'GOOD_PRACTICE'] as const;

type PageKind = (typeof PAGE_KINDS)[number];

const isPageKind = (kind: string): kind is PageKind => PAGE_KINDS.some((each) => each === kind);

/** The kind of post that the page is to become; an article, and the reason noted, where it can not become that. */
export const pageKind = ({ document: { kind, reportsOn } }: PageClaims, problems: ClaimProblems): PageKind => {
  if (!isPageKind(kind)) {
    problems.add('document', `a page can not become a post of kind ${kind}: set "kind" to ${PAGE_KINDS.join(', ')}.`);
    return 'ARTICLE';
  }
  if (reportsOn !== null && kind !== 'ARTICLE') {
    problems.add('document', 'only an article reports on an event: set "kind" to ARTICLE, or "reportsOn" to null.');
  }
  return kind;
};

/** Notes every key in content's part of the file that leads nowhere, or to something of the wrong kind. */
export const checkContentKeys = (claims: PageClaims, problems: ClaimProblems): void => {
  const { document, organisations = [], people = [], partnerships = [], programmes = [] } = claims;
  const { series = [], events = [], mentions = [] } = claims;
  type Entries = readonly { readonly key: string }[];
  const check = (owner: string, what: string, key: string | null, ...among: readonly Entries[]): void => {
    if (key === null || among.some((entries) => entries.some((entry) => entry.key === key))) return;
    problems.add(owner, `there is no ${what} "${key}": add it to the file, or name another.`);
  };
  for (const [what, entries] of Object.entries<Entries>({ series, events })) {
    for (const [index, { key }] of entries.entries()) {
      const isTaken = entries.findIndex((entry) => entry.key === key) < index;
      if (isTaken) problems.add(`${what}/${key}`, 'two entries have this key: give each its own.');
    }
  }
  check('document', 'event', document.reportsOn, events);
  for (const each of series) check(`series/${each.key}`, 'organisation', each.organiser, organisations);
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
