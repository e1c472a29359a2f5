import {
  byKey,
  type ForwardPageArguments,
  type Identity,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { Comment } from './comment.entity';
import { CommentOrder } from './comment.enums';
import type { CommentsArguments } from './comment.types';

const byTime = (name: string, direction: Order['direction']): Order => ({
  name,
  direction,
  keys: [
    { sql: 'comment.createdAt', type: 'timestamptz' },
    { sql: 'comment.id', type: 'text' },
  ],
});

const OLDEST = byTime('comments, oldest first', 'ASC');
const NEWEST = byTime('comments, newest first', 'DESC');

export const createCommentLoaders = (db: EntityManager, identity: Identity) => ({
  /** Only comments on visible posts. The lists below start from a post or comment that is already visible. */
  commentById: byKey(
    (ids: readonly string[]) =>
      onlyVisible(
        db.createQueryBuilder(Comment, 'comment').innerJoin(Post, 'post', 'post.id = comment.postId'),
        identity,
      )
        .andWhere('comment.id IN (:...ids)', { ids })
        .getMany(),
    (comment) => comment.id,
  ),
  commentsOfPost: loaderPerArguments(({ orderBy, ...args }: CommentsArguments) => {
    const order = orderBy === CommentOrder.NEWEST ? NEWEST : OLDEST;
    return pagedByKey<Comment>({
      query: () => db.createQueryBuilder(Comment, 'comment').where('comment.parentId IS NULL'),
      parent: 'comment.postId',
      parentOf: (comment) => comment.postId,
      order,
      page: readPage(args, order),
    });
  }),
  repliesToComment: loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<Comment>({
      query: () => db.createQueryBuilder(Comment, 'comment').where('TRUE'),
      parent: 'comment.parentId',
      parentOf: (comment) => comment.parentId ?? '',
      order: OLDEST,
      page: readPage(args, OLDEST),
    }),
  ),
});
