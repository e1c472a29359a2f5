import { type Audience, type Condition, type Identity, isAllowed, visibleTo } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Post } from './post.entity';
import { ModerationStatus } from '@wizness/kernel';
import { PostState, PostStatus } from './post.enums';
import { statusOf } from './post-status';

/** Columns that decide who may see a post. */
export type AudienceColumns = Pick<Post, 'state' | 'moderation' | 'visibility' | 'authorId' | 'writtenForId'>;

/** Who may see the post, as events state it. {@link onlyVisible} is the same rule in SQL. */
export const audienceOf = (post: AudienceColumns): Audience => ({
  published: statusOf(post) === PostStatus.PUBLISHED,
  visibility: post.visibility,
  authorId: post.authorId,
  organisationId: post.writtenForId,
});

/** The SQL condition that posts with the given alias are published: their author did so, and no moderator hides them. */
export const published = (alias: string): string =>
  `(${alias}.state = '${PostState.PUBLISHED}' AND ${alias}.moderation = '${ModerationStatus.VISIBLE}')`;

/** The author, who does not see a post any more that was deleted. */
const author = (alias: string, column: string): string =>
  `CASE WHEN ${alias}.state <> '${PostState.DELETED}' THEN ${alias}.${column} END`;

/** Moderators also see what moderators hold back: they decide appeals about it. */
const withHeldBack = ({ sql, parameters }: Condition, alias: string, identity: Identity): Condition => ({
  sql: isAllowed(identity, 'MODERATE')
    ? `(${sql} OR (${alias}.moderation <> '${ModerationStatus.VISIBLE}' AND ${alias}.state <> '${PostState.DELETED}'))`
    : sql,
  parameters,
});

/**
 * Restricts a query to the posts that `identity` may see; posts must be called `post` in it. Every list, search, loader
 * and entity reference uses it.
 */
export const onlyVisible = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  identity: Identity,
): SelectQueryBuilder<Row> => {
  const visible = visibleTo(identity, {
    published: published('post'),
    visibility: 'post.visibility',
    authorId: author('post', 'authorId'),
    organisationId: 'post.writtenForId',
  });
  const { sql, parameters } = withHeldBack(visible, 'post', identity);
  return query.andWhere(sql, parameters);
};

/** The same rule as a condition in plain SQL, on posts with the given alias. */
export const visibleIn = (alias: string, identity: Identity): Condition => {
  const visible = visibleTo(identity, {
    published: published(alias),
    visibility: `${alias}.visibility`,
    authorId: author(alias, 'author_id'),
    organisationId: `${alias}.written_for_id`,
  });
  return withHeldBack(visible, alias, identity);
};

/** Whether `identity` may change the post: its author, or a caller who may change every post. */
export const mayUpdate = ({ authorId }: Pick<Post, 'authorId'>, identity: Identity): boolean =>
  isAllowed(identity, 'UPDATE_EVERY_POST') ||
  (authorId !== null && authorId === identity.memberId && isAllowed(identity, 'UPDATE_OWN_POSTS'));
