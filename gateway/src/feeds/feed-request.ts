/** Parameters of a feed's URL that restrict it, and the list of the graph's PostFilter that each one fills. */
const FILTERS: Readonly<Record<string, string>> = {
  kind: 'kinds',
  topic: 'topicSlugs',
  author: 'authorIds',
  mentions: 'mentionsIds',
  series: 'seriesIds',
  lang: 'langs',
};

/** Entries of the feed, and of one document of an archive. */
const NEWEST_ENTRIES = 50;
const ARCHIVE_ENTRIES = 100;

const MONTH = /^([1-9]\d{3})-(0[1-9]|1[0-2])$/;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Which document of a feed is requested: the newest posts, or the archive of one month. */
export interface FeedRequest {
  /** The filter of the URL, sorted, without `month` and `after`. */
  readonly filters: URLSearchParams;
  /** Month of publication, `2026-03`; null for the newest posts. */
  readonly month: string | null;
  /** Cursor after which a long month continues; null for its start. */
  readonly after: string | null;
}

/** A parameter that a feed does not have, or a value that it cannot use. The message says how to correct it. */
export class InvalidFeedRequest extends Error {}

/** Reads the query of a feed's URL. Throws {@link InvalidFeedRequest}. */
export const readFeedRequest = (query: URLSearchParams): FeedRequest => {
  const filters = new URLSearchParams();
  for (const [name, value] of query) {
    if (name in FILTERS) filters.append(name, value);
    else if (name !== 'month' && name !== 'after') {
      const names = [...Object.keys(FILTERS), 'month', 'after'].join(', ');
      throw new InvalidFeedRequest(`A feed has no parameter "${name.slice(0, 50)}". It has: ${names}.`);
    }
  }
  filters.sort();
  const month = query.get('month');
  if (month !== null && !MONTH.test(month)) throw new InvalidFeedRequest('`month` must be a month such as 2026-03.');
  const after = query.get('after');
  if (after !== null && month === null) throw new InvalidFeedRequest('`after` needs a `month`.');
  return { filters, month, after };
};

const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);

/** The first and the last day of a month, in UTC. */
const daysOf = (month: string): { readonly from: string; readonly to: string } => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: dayBefore(new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)) };
};

/** The variables of the operation for a document. */
export const variablesOf = ({ filters, month, after }: FeedRequest): Record<string, unknown> => {
  const filter: Record<string, string[]> = {};
  for (const name of new Set(filters.keys())) filter[FILTERS[name] ?? name] = filters.getAll(name);
  if (month === null) {
    return { filter, first: NEWEST_ENTRIES, after, isArchive: false, older: filter, newer: filter };
  }
  const { from, to } = daysOf(month);
  return {
    filter: { ...filter, publishedAt: { from, to } },
    first: ARCHIVE_ENTRIES,
    after,
    isArchive: true,
    older: { ...filter, publishedAt: { to: dayBefore(from) } },
    newer: { ...filter, publishedAt: { from: new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10) } },
  };
};
