import { type Audience, type Condition, type Identity, isAllowed, visibleTo } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Post } from './post.entity';
import { PostStatus } from './post.enums';

/** Columns that decide who may see a post. */
export type AudienceColumns = Pick<Post, 'status' | 'visibility' | 'authorId' | 'writtenForId'>;

/** Who may see the post, as events state it. {@link onlyVisible} is the same rule in SQL. */
export const audienceOf = ({ status, visibility, authorId, writtenForId }: AudienceColumns): Audience => ({
  published: status === PostStatus.PUBLISHED,
  visibility,
  authorId,
  organisationId: writtenForId,
});

/**
 * Restricts a query to the posts that `identity` may see; posts must be called `post` in it. Every list, search, loader
 * and entity reference uses it.
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

/** The same rule as a condition in plain SQL, on posts with the given alias. */
export const visibleIn = (alias: string, identity: Identity): Condition =>
  visibleTo(identity, {
    published: `${alias}.status = '${PostStatus.PUBLISHED}'`,
    visibility: `${alias}.visibility`,
    authorId: `${alias}.author_id`,
    organisationId: `${alias}.written_for_id`,
  });

/** Whether `identity` may change the post: its author, or a caller who may change every post. */
export const mayUpdate = ({ authorId }: Pick<Post, 'authorId'>, identity: Identity): boolean =>
  isAllowed(identity, 'UPDATE_EVERY_POST') ||
  (authorId !== null && authorId === identity.memberId && isAllowed(identity, 'UPDATE_OWN_POSTS'));
