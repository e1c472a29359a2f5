/** What a feed shows of posts, and the nearest posts outside an archive. The operation is validated against the graph in a test. */
export const FEED_QUERY = `query PostFeed($filter: PostFilter!, $first: Int!, $after: Cursor, $older: PostFilter!, $newer: PostFilter!, $isArchive: Boolean!) {
  posts(filter: $filter, orderBy: NEWEST, first: $first, after: $after) {
    nodes {
      id url title lang summary excerpt(length: 300) byline publishedAt updatedAt
      author { name }
      topics { slug }
      body { html }
    }
    pageInfo { hasNextPage endCursor }
  }
  older: posts(filter: $older, orderBy: NEWEST, first: 1) @include(if: $isArchive) { nodes { publishedAt } }
  newer: posts(filter: $newer, orderBy: OLDEST, first: 1) @include(if: $isArchive) { nodes { publishedAt } }
}`;

export interface FeedPost {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly lang: string;
  readonly summary: string | null;
  readonly excerpt: string;
  readonly byline: string | null;
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly author: { readonly name: string } | null;
  readonly topics: readonly { readonly slug: string }[];
  readonly body: { readonly html: string };
}

interface NearestPost {
  readonly nodes: readonly { readonly publishedAt: string }[];
}

/** The data of {@link FEED_QUERY}. */
export interface FeedData {
  readonly posts: {
    readonly nodes: readonly FeedPost[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  } | null;
  readonly older?: NearestPost | null;
  readonly newer?: NearestPost | null;
}
