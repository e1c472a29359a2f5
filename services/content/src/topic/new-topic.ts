import type { TextByLanguage } from '@wizness/kernel';

export interface NewTopic {
  /** Identity of the topic. */
  readonly slug: string;
  /** The original comes first. */
  readonly labels: TextByLanguage;
  readonly definition?: TextByLanguage;
  /** Slugs of topics that this one is part of. */
  readonly broader?: readonly string[];
  /** Slugs of related topics. It is enough if one of the two names the other. */
  readonly related?: readonly string[];
}
