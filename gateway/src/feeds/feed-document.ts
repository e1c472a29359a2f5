import type { FeedData, FeedPost } from './feed-query';
import type { FeedRequest } from './feed-request';

/** A document of a feed, whatever its format. */
export interface FeedDocument {
  readonly title: string;
  readonly entries: readonly FeedPost[];
  /** RFC 3339. The latest change of an entry; the year 1970 if there are none. */
  readonly updatedAt: string;
  readonly isArchive: boolean;
  /** URL of the site, of this document, and of the feed whose archive this is. */
  readonly siteUrl: string;
  readonly selfUrl: string;
  readonly currentUrl: string;
  /** The archives before and after this document (RFC 5005, section 4); null if there is none. */
  readonly previousUrl: string | null;
  readonly nextUrl: string | null;
}

const NO_CHANGE = new Date(0).toISOString();

const monthOf = (instant: string): string => instant.slice(0, 'yyyy-mm'.length);

/**
 * The document that answers `request` at `feedUrl`, the URL without a query. The newest posts lead to the archive of the
 * month of the oldest one among them, so that no post is missed between the two.
 */
export const feedDocument = (
  { posts, older, newer }: FeedData,
  { filters, month, after }: FeedRequest,
  { siteUrl, feedUrl }: { readonly siteUrl: string; readonly feedUrl: string },
): FeedDocument => {
  const entries = posts?.nodes ?? [];
  const urlOf = (more: Readonly<Record<string, string>>): string => {
    const query = new URLSearchParams([...filters, ...Object.entries(more)]).toString();
    return query === '' ? feedUrl : `${feedUrl}?${query}`;
  };
  const archiveUrl = (instant: string | undefined): string | null =>
    instant === undefined ? null : urlOf({ month: monthOf(instant) });
  const { hasNextPage = false, endCursor = null } = posts?.pageInfo ?? {};
  const continued = month !== null && hasNextPage && endCursor !== null ? urlOf({ month, after: endCursor }) : null;
  const isArchive = month !== null;
  return {
    title: [`Wizness`, ...filters.values(), ...(month === null ? [] : [month])].join(' – '),
    entries,
    updatedAt: entries.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), NO_CHANGE),
    isArchive,
    siteUrl,
    selfUrl: urlOf({ ...(month !== null && { month }), ...(after !== null && { after }) }),
    currentUrl: urlOf({}),
    previousUrl: isArchive
      ? (continued ?? archiveUrl(older?.nodes[0]?.publishedAt))
      : archiveUrl(entries.at(-1)?.publishedAt),
    nextUrl: isArchive && after === null ? archiveUrl(newer?.nodes[0]?.publishedAt) : null,
  };
};
