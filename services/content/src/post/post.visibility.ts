import type { Identity } from '@wizness/kernel';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Post } from './post.entity';
import { PostStatus, Visibility } from './post.enums';

/** Members with one of these roles take care of every post, whoever wrote it. */
const CARETAKERS: readonly string[] = ['EDITOR', 'ADMIN'];

const takesCare = ({ roles }: Identity): boolean => roles.some((role) => CARETAKERS.includes(role));

/**
 * Narrows a query whose posts are called `post` to those that `identity` may see. The one place that says which: every
 * list, search, loader and entity reference goes through it.
 */
export const onlyVisible = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  identity: Identity,
): SelectQueryBuilder<Row> => {
  if (takesCare(identity)) return query.andWhere('TRUE');
  const { memberId } = identity;
  const open = '(post.status = :published AND post.visibility IN (:...audiences))';
  const parameters = {
    published: PostStatus.PUBLISHED,
    audiences: memberId === null ? [Visibility.PUBLIC] : [Visibility.PUBLIC, Visibility.MEMBERS],
  };
  return memberId === null
    ? query.andWhere(open, parameters)
    : query.andWhere(`(${open} OR post.authorId = :viewerId)`, { ...parameters, viewerId: memberId });
};

/** Whether `identity` may change the post: its author, an editor, an administrator. */
export const mayUpdate = ({ authorId }: Pick<Post, 'authorId'>, identity: Identity): boolean =>
  takesCare(identity) || (identity.memberId !== null && identity.memberId === authorId);
