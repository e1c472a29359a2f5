import {
  asShortRead,
  byKey,
  type ForwardPageArguments,
  type Identity,
  idPrefix,
  loaderPerArguments,
  ModerationStatus,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import type { PostLoaders } from '../post/post.loader';
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
const BEST: Order = {
  name: 'comments, best first',
  direction: 'DESC',
  keys: [{ sql: 'comment.reactorCount', type: 'integer' }, ...NEWEST.keys],
};
const ORDERS: Readonly<Record<CommentOrder, Order>> = { OLDEST, NEWEST, BEST };

/** The comments of a thread: those that are shown, and the places of others that have such comments below them. */
const threadOf = (db: EntityManager) =>
  db
    .createQueryBuilder(Comment, 'comment')
    .where(
      `((NOT comment.deleted AND comment.moderation = '${ModerationStatus.VISIBLE}') OR comment.descendantCount > 0)`,
    );

export const createCommentLoaders = (db: EntityManager, identity: Identity) => ({
  /** Only comments on visible posts. The lists below start from a post or comment that is already visible. */
  commentById: byKey(
    (ids: readonly string[]) =>
      onlyVisible(
        asShortRead(db.createQueryBuilder(Comment, 'comment')).innerJoin(Post, 'post', 'post.id = comment.postId'),
        identity,
      )
        .andWhere('comment.id = ANY(:ids)', { ids: ids.filter((id) => idPrefix(id) === 'comment') })
        .getMany(),
    (comment) => comment.id,
  ),
  commentsOfPost: loaderPerArguments(({ orderBy, ...args }: CommentsArguments) => {
    const order = ORDERS[orderBy ?? CommentOrder.OLDEST];
    return pagedByKey<Comment>({
      query: () => threadOf(db).andWhere('comment.parentId IS NULL'),
      parent: 'comment.postId',
      parentOf: (comment) => comment.postId,
      order,
      page: readPage(args, order),
    });
  }),
  repliesToComment: loaderPerArguments((args: ForwardPageArguments) =>
    pagedByKey<Comment>({
      query: () => threadOf(db),
      parent: 'comment.parentId',
      parentOf: (comment) => comment.parentId ?? '',
      order: OLDEST,
      page: readPage(args, OLDEST),
    }),
  ),
});

type CommentLoaders = ReturnType<typeof createCommentLoaders>;

/** Clears what the operation has loaded and a change of the comment affects. */
export const clearComment = (
  { commentById, postById }: Pick<CommentLoaders, 'commentById'> & Pick<PostLoaders, 'postById'>,
  { id, postId }: Pick<Comment, 'id' | 'postId'>,
): void => {
  commentById.clear(id);
  postById.clear(postId);
};
