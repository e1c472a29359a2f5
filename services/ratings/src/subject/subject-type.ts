import { idPrefix } from '@wizness/kernel';
import { RateableKind } from './subject.enums';

const TYPE_BY_PREFIX: Readonly<Record<string, string>> = {
  post: 'Post',
  org: 'Organisation',
  programme: 'Programme',
  partnership: 'Partnership',
};

/** How the ids of subjects start. */
export const RATEABLE_PREFIXES = Object.keys(TYPE_BY_PREFIX);

const TYPE_BY_KIND: Readonly<Record<RateableKind, string>> = {
  [RateableKind.ARTICLE]: 'Post',
  [RateableKind.NEWS]: 'Post',
  [RateableKind.EVENT]: 'Post',
  [RateableKind.GOOD_PRACTICE]: 'Post',
  [RateableKind.CHALLENGE]: 'Post',
  [RateableKind.ORGANISATION]: 'Organisation',
  [RateableKind.PROGRAMME]: 'Programme',
  [RateableKind.PARTNERSHIP]: 'Partnership',
};

/** The GraphQL type of the subject with this id; undefined if it is not an id of a subject. */
export const typeOfSubject = (id: string): string | undefined => TYPE_BY_PREFIX[idPrefix(id) ?? ''];

/** The GraphQL type of the subjects of this kind. */
export const typeOfKind = (kind: RateableKind): string => TYPE_BY_KIND[kind];

/** The kinds whose subjects are posts, or are not. */
export const kindsOfPosts = (arePosts: boolean): readonly RateableKind[] =>
  Object.values(RateableKind).filter((kind) => (typeOfKind(kind) === 'Post') === arePosts);
