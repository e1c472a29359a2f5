import { type Audience, type Identity, isAllowed, visibleTo } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Post } from './post.entity';
import { PostStatus } from './post.enums';

/** What a post's audience is made of. */
export type AudienceParts = Pick<Post, 'status' | 'visibility' | 'authorId' | 'writtenForId'>;

/** All that decides who may see the post, as others are told of it; {@link onlyVisible} says the same in SQL. */
export const audienceOf = ({ status, visibility, authorId, writtenForId }: AudienceParts): Audience => ({
  published: status === PostStatus.PUBLISHED,
  visibility,
  authorId,
  organisationId: writtenForId,
});

/**
 * Narrows a query whose posts are called `post` to those that `identity` may see. Every list, search, loader and entity
 * reference goes through it.
 */
export const onlyVisible = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  identity: Identity,
): SelectQueryBuilder<Row> => {
  const { sql, parameters } = visibleTo(identity, {
    published: `post.status = '${PostStatus.PUBLISHED}'`,
    visibility: 'post.visibility',
    authorId: 'post.authorId',
    organisationId: 'post.writtenForId',
  });
  return query.andWhere(sql, parameters);
};

/** Whether `identity` may change the post: its author, or who may change every post. */
export const mayUpdate = ({ authorId }: Pick<Post, 'authorId'>, identity: Identity): boolean =>
  isAllowed(identity, 'UPDATE_EVERY_POST') ||
  (authorId !== null && authorId === identity.memberId && isAllowed(identity, 'UPDATE_OWN_POSTS'));
