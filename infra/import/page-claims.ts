import type { NewTopic, PostKind } from '@wizness/content';
import type { ClaimedCitation, ClaimsFile } from '@wizness/partnerships';

/** A whole claims file (`schema/claims.schema.json`): what partnerships reads of it, and what content does. */
export type PageClaims = ClaimsFile & {
  readonly document: {
    readonly kind: `${PostKind}`;
    readonly slug?: string;
    readonly publishedAt?: string | null;
    readonly topics: readonly string[];
    readonly reportsOn: string | null;
  };
  readonly topics?: readonly ClaimedTopic[];
  readonly series?: readonly ClaimedSeries[];
  readonly events?: readonly ClaimedEvent[];
  readonly mentions?: readonly ClaimedMention[];
};

export type ClaimedTopic = Pick<NewTopic, 'slug' | 'labels' | 'broader' | 'related'> & {
  readonly definition?: ClaimedCitation & { readonly lang: string };
};

export type ClaimedSeries = Partial<ClaimedCitation> & {
  readonly key: string;
  readonly name: string;
  readonly organiser: string | null;
};

export type ClaimedSpeaker = ClaimedCitation & {
  readonly position: number;
  readonly person: string;
  readonly organisation: string | null;
  readonly title: string | null;
};

export type ClaimedEvent = Partial<ClaimedCitation> & {
  readonly key: string;
  readonly title: string;
  readonly slug: string;
  readonly lang: string;
  readonly summary?: string | null;
  readonly body: string;
  readonly series: string | null;
  readonly theme?: ClaimedCitation | null;
  readonly when?: (ClaimedCitation & { readonly date: string }) | null;
  readonly place: string | null;
  readonly organisers: readonly string[];
  readonly topics: readonly string[];
  readonly speakers: readonly ClaimedSpeaker[];
};

/** Words of the body that mean something that its names alone do not find; inside `quote`, if there is one. */
export type ClaimedMention = Partial<ClaimedCitation> & { readonly target: string; readonly surface: string };
