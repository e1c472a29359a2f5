import { authorise, type Clock, type Identity, lockMember, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { checkText } from './comment-text';
import { Comment } from './comment.entity';
import { CommentStore, type NewComment } from './comment.store';

/** A comment as the caller writes it. */
export type CommentInput = Pick<NewComment, 'postId' | 'parentId' | 'body'>;

export interface CommentResult {
  /** Null if it was refused; `userErrors` say why. */
  readonly comment: Comment | null;
  readonly userErrors: readonly UserError[];
}

const refused = (code: UserErrorCode, field: keyof CommentInput, message: string): CommentResult => ({
  comment: null,
  userErrors: [new UserError(code, message, [field])],
});

export class CommentCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * Comments on a post, or replies to a comment on it, as the caller. Throws UNAUTHENTICATED for an anonymous caller and
   * for an erased member, FORBIDDEN for a caller who may not comment.
   */
  async write({ postId, parentId = null, body }: CommentInput): Promise<CommentResult> {
    const authorId = authorise(this.identity, 'COMMENT');
    const error = checkText(body);
    if (error) return refused(error.code, 'body', error.message);
    return this.db.transaction(async (tx) => {
      await lockMember(tx, authorId);
      if (!(await this.lockVisiblePost(tx, postId))) {
        return refused(UserErrorCode.NOT_FOUND, 'postId', 'There is no such post.');
      }
      const parent = parentId === null ? null : await tx.findOneBy(Comment, { id: parentId, postId, removed: false });
      if (parentId !== null && !parent) {
        return refused(UserErrorCode.NOT_FOUND, 'parentId', 'There is no such comment on this post.');
      }
      const comment = await new CommentStore(tx, this.clock).insert({ postId, authorId, body }, parent);
      return { comment, userErrors: [] };
    });
  }

  /** Whether the caller can see the post. If so, the post is locked until the transaction ends. */
  private async lockVisiblePost(tx: EntityManager, postId: string): Promise<boolean> {
    const query = tx.createQueryBuilder(Post, 'post').select('post.id').where('post.id = :postId', { postId });
    return (await onlyVisible(query, this.identity).setLock('for_no_key_update').getOne()) !== null;
  }
}
