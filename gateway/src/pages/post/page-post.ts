/** What a page shows of a post. The operation is validated against the graph in a test. */
export const POST_PAGE_QUERY = `query PostPage($slug: String!) {
  post(slug: $slug) {
    kind slug url title lang summary excerpt(length: 300) byline readingMinutes publishedAt updatedAt
    author { name }
    writtenFor { name }
    topics { slug fr: label(lang: "fr") en: label(lang: "en") }
    body { html headings { level text anchor } }
    details {
      ... on EventDetails { when { edtf earliest precision raw } startsAt endsAt place series { name } organisers { name } }
      ... on NewsDetails { outlet externalUrl }
      ... on ChallengeDetails { question }
    }
  }
}`;

/** The result of {@link POST_PAGE_QUERY}. */
export interface PagePost {
  readonly kind: string;
  readonly slug: string;
  readonly url: string;
  readonly title: string;
  readonly lang: string;
  readonly summary: string | null;
  readonly excerpt: string;
  readonly byline: string | null;
  readonly readingMinutes: number;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly author: { readonly name: string } | null;
  readonly writtenFor: { readonly name: string } | null;
  readonly topics: readonly { readonly slug: string; readonly fr: string; readonly en: string }[];
  readonly body: {
    readonly html: string;
    readonly headings: readonly { readonly level: number; readonly text: string; readonly anchor: string }[];
  };
  /** The fields of one kind of post; those of the others are absent. */
  readonly details: {
    readonly when?: {
      readonly edtf: string;
      readonly earliest: string | null;
      readonly precision: string;
      readonly raw: string | null;
    };
    readonly startsAt?: string | null;
    readonly endsAt?: string | null;
    readonly place?: string | null;
    readonly series?: { readonly name: string } | null;
    readonly organisers?: readonly ({ readonly name: string } | null)[];
    readonly outlet?: string | null;
    readonly externalUrl?: string | null;
    readonly question?: string;
  } | null;
}
