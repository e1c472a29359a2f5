import type { TextByLanguage, Wording } from '@wizness/kernel';

/** Where a definition stands in the body of a post, in code points of its source. */
export interface DefinitionPlace {
  readonly postId: string;
  readonly start: number;
  readonly end: number;
}

/** Whose words a definition is. `quotedFrom` is null if no post holds them. */
export type DefinitionOrigin =
  | { readonly wording: Wording.SOURCE; readonly quotedFrom: DefinitionPlace | null }
  | { readonly wording: Wording.REVIEWER; readonly reviewer: string };

export interface NewTopic {
  /** Identity of the topic. */
  readonly slug: string;
  /** The original comes first. */
  readonly labels: TextByLanguage;
  readonly definition?: TextByLanguage;
  /** Whose words each definition is, by language. Without it, an editor wrote them. */
  readonly definitionOrigins?: Readonly<Record<string, DefinitionOrigin>>;
  /** Slugs of topics that this one is part of. */
  readonly broader?: readonly string[];
  /** Slugs of related topics. It is enough if one of the two names the other. */
  readonly related?: readonly string[];
}
