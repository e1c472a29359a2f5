import { Visibility } from '@wizness/kernel';
import { registerEnumType } from 'type-graphql';

export enum PostKind {
  ARTICLE = 'ARTICLE',
  NEWS = 'NEWS',
  EVENT = 'EVENT',
  GOOD_PRACTICE = 'GOOD_PRACTICE',
  CHALLENGE = 'CHALLENGE',
}
registerEnumType(PostKind, {
  name: 'PostKind',
  description: 'Kind of a post. New kinds may be added.',
  valuesConfig: {
    ARTICLE: { description: 'A text by a member or from an imported page.' },
    NEWS: { description: 'Something that happened, often reported elsewhere first.' },
    EVENT: { description: 'Something that takes place at a certain time, with speakers.' },
    GOOD_PRACTICE: { description: 'Something that worked and that others can copy.' },
    CHALLENGE: { description: 'A question to the community, answered by posts.' },
  },
});

/** What the author did with a post. A column; readers see the {@link PostStatus}. */
export enum PostState {
  DRAFT = 'DRAFT',
  SCHEDULED = 'SCHEDULED',
  PUBLISHED = 'PUBLISHED',
  UNPUBLISHED = 'UNPUBLISHED',
  /** By its author, or with the account of its author. */
  DELETED = 'DELETED',
}

export enum PostStatus {
  DRAFT = 'DRAFT',
  SCHEDULED = 'SCHEDULED',
  PUBLISHED = 'PUBLISHED',
  UNPUBLISHED = 'UNPUBLISHED',
  HIDDEN = 'HIDDEN',
  REMOVED = 'REMOVED',
}
registerEnumType(PostStatus, {
  name: 'PostStatus',
  description: 'Publication status of a post.',
  valuesConfig: {
    DRAFT: { description: 'Not published yet.' },
    SCHEDULED: { description: 'Will be published at a future time.' },
    PUBLISHED: { description: 'Published. `visibility` decides who may read it.' },
    UNPUBLISHED: { description: 'Was published and has been withdrawn by its author or an editor.' },
    HIDDEN: { description: 'Hidden by a moderator. Its author still sees it.' },
    REMOVED: {
      description: 'Deleted by its author, removed by a moderator, or deleted with the account of its author.',
    },
  },
});

export enum PostOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  RECENTLY_UPDATED = 'RECENTLY_UPDATED',
  MOST_COMMENTED = 'MOST_COMMENTED',
  BEST_RATED = 'BEST_RATED',
  RELEVANCE = 'RELEVANCE',
  EVENT_EARLIEST = 'EVENT_EARLIEST',
  EVENT_LATEST = 'EVENT_LATEST',
}
registerEnumType(PostOrder, {
  name: 'PostOrder',
  description: 'Order of posts. The id breaks ties.',
  valuesConfig: {
    NEWEST: { description: 'The latest published first; what is not published counts by its last change.' },
    OLDEST: { description: 'The first published first.' },
    RECENTLY_UPDATED: { description: 'The last changed first.' },
    MOST_COMMENTED: { description: 'Most comments first.' },
    BEST_RATED: {
      description:
        'Best rated first, by Bayesian average with the mean of the kind, which is computed once a day. Posts with fewer than 3 ratings come after all others.',
    },
    RELEVANCE: {
      description:
        'Best match of `filter.text` first, among the 250 newest posts that match: the list has no others, and `totalCount` counts no others. Use NEWEST to read all. Refused without a text.',
    },
    EVENT_EARLIEST: {
      description: 'Events by their date (the first possible day), the earliest first; posts without a date last.',
    },
    EVENT_LATEST: {
      description: 'Events by their date (the first possible day), the latest first; posts without a date last.',
    },
  },
});

registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may read a published post.',
  valuesConfig: {
    PUBLIC: { description: 'Everyone.' },
    MEMBERS: { description: 'Signed-in members.' },
    ORGANISATION: { description: 'Members with a verified affiliation to the organisation that it was written for.' },
  },
});
