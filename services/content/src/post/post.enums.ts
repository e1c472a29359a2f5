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

export enum PostStatus {
  DRAFT = 'DRAFT',
  SCHEDULED = 'SCHEDULED',
  PUBLISHED = 'PUBLISHED',
  UNPUBLISHED = 'UNPUBLISHED',
  REMOVED = 'REMOVED',
}
registerEnumType(PostStatus, {
  name: 'PostStatus',
  description: 'Publication status of a post.',
  valuesConfig: {
    DRAFT: { description: 'Not published yet.' },
    SCHEDULED: { description: 'Will be published at a future time.' },
    PUBLISHED: { description: 'Published. `visibility` decides who may read it.' },
    UNPUBLISHED: { description: 'Was published and has been withdrawn.' },
    REMOVED: { description: 'Removed by a moderator or with the account of its author.' },
  },
});

export enum PostOrderField {
  PUBLISHED_AT = 'PUBLISHED_AT',
  UPDATED_AT = 'UPDATED_AT',
  COMMENT_COUNT = 'COMMENT_COUNT',
  RELEVANCE = 'RELEVANCE',
}
registerEnumType(PostOrderField, {
  name: 'PostOrderField',
  description: 'Value that a list of posts is sorted by.',
  valuesConfig: {
    PUBLISHED_AT: { description: 'Time of publication; for posts that are not published, time of the last change.' },
    UPDATED_AT: { description: 'Time of the last change.' },
    COMMENT_COUNT: { description: 'Number of comments.' },
    RELEVANCE: { description: 'How well the post matches `filter.text`, which is required then.' },
  },
});

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Direction of a sort order.',
  valuesConfig: {
    ASC: { description: 'Lowest or oldest first.' },
    DESC: { description: 'Highest or newest first.' },
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
