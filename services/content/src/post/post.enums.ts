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
  description: 'What sort of post it is. New kinds may come.',
  valuesConfig: {
    ARTICLE: { description: 'A text by a member, or taken from a page.' },
    NEWS: { description: 'Something that happened, often told elsewhere.' },
    EVENT: { description: 'Something that takes place at a time, with people who speak.' },
    GOOD_PRACTICE: { description: 'What worked somewhere, for others to do likewise.' },
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
  description: 'How far a post has come.',
  valuesConfig: {
    DRAFT: { description: 'Being written.' },
    SCHEDULED: { description: 'Will be published at a time to come.' },
    PUBLISHED: { description: 'Readers may see it.' },
    UNPUBLISHED: { description: 'Was published and has been taken back.' },
    REMOVED: { description: 'Was taken away, by a moderator or with the account of its author.' },
  },
});

registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may read a published post.',
  valuesConfig: {
    PUBLIC: { description: 'Everybody.' },
    MEMBERS: { description: 'Members who have signed in.' },
    ORGANISATION: { description: 'Members whom the organisation that it was written for has confirmed as its own.' },
  },
});
