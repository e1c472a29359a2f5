import {
  authorise,
  badUserInput,
  type Clock,
  lockMember,
  type Identity,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { isBlank, textFlaw } from './comment-text';
import { Comment } from './comment.entity';

export interface NewComment {
  readonly postId: string;
  /** The comment that it answers; null where it answers the post itself. */
  readonly parentId?: string | null;
  readonly authorId: string | null;
  /** Markdown. */
  readonly body: string;
  /** Now unless given. */
  readonly createdAt?: Date;
}

/** A comment by who is asking. */
export type ViewerComment = Pick<NewComment, 'postId' | 'parentId' | 'body'>;

export interface WrittenComment {
  /** Null where it was not written; `userErrors` say why. */
  readonly comment: Comment | null;
  readonly userErrors: readonly UserError[];
}

const refused = (code: UserErrorCode, field: keyof ViewerComment, message: string): WrittenComment => ({
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
   * The house's own verb: adds a comment in anybody's name and counts it. Throws BAD_USER_INPUT for a blank one, or where
   * post or parent are not there, UNAUTHENTICATED where the author has been erased.
   */
  async add({ postId, parentId = null, ...comment }: NewComment): Promise<Comment> {
    if (isBlank(comment.body)) throw badUserInput('A comment needs some text.');
    return this.db.transaction(async (tx) => {
      if (comment.authorId !== null) await lockMember(tx, comment.authorId);
      if (!(await tx.existsBy(Post, { id: postId }))) throw badUserInput(`There is no post "${postId}" to comment on.`);
      const parent = parentId === null ? null : await tx.findOneBy(Comment, { id: parentId, postId });
      if (parentId !== null && !parent) {
        throw badUserInput(
          `There is no comment "${parentId}" on this post: answer one of its own, or the post itself.`,
        );
      }
      return this.write(tx, { ...comment, postId, parent });
    });
  }

  /**
   * Comments on a post, or answers a comment on it, as who is asking. Throws UNAUTHENTICATED for a visitor and for a
   * member who has been erased, FORBIDDEN for who may not comment.
   */
  async writeAsViewer({ postId, parentId = null, body }: ViewerComment): Promise<WrittenComment> {
    const authorId = authorise(this.identity, 'COMMENT');
    const flaw = textFlaw(body);
    if (flaw) return refused(flaw.code, 'body', flaw.message);
    return this.db.transaction(async (tx) => {
      await lockMember(tx, authorId);
      if (!(await this.holdVisible(tx, postId))) {
        return refused(UserErrorCode.NOT_FOUND, 'postId', 'There is no such post.');
      }
      const parent = parentId === null ? null : await tx.findOneBy(Comment, { id: parentId, postId, removed: false });
      if (parentId !== null && !parent) {
        return refused(UserErrorCode.NOT_FOUND, 'parentId', 'There is no such comment on this post.');
      }
      return { comment: await this.write(tx, { postId, parent, authorId, body }), userErrors: [] };
    });
  }

  /** Whether who is asking sees the post; if so, it stays as it is until the transaction ends. */
  private async holdVisible(tx: EntityManager, postId: string): Promise<boolean> {
    const query = tx.createQueryBuilder(Post, 'post').select('post.id').where('post.id = :postId', { postId });
    return (await onlyVisible(query, this.identity).setLock('for_no_key_update').getOne()) !== null;
  }

  private async write(
    tx: EntityManager,
    { postId, parent, authorId, body, createdAt }: Omit<NewComment, 'parentId'> & { readonly parent: Comment | null },
  ): Promise<Comment> {
    await tx.increment(Post, { id: postId }, 'commentCount', 1);
    const comment = Object.assign(new Comment(), {
      id: this.clock.newId('comment'),
      postId,
      parentId: parent?.id ?? null,
      depth: parent ? parent.depth + 1 : 0,
      authorId,
      bodySource: body,
      createdAt: createdAt ?? this.clock.now(),
      editedAt: null,
      removed: false,
    });
    await tx.insert(Comment, comment);
    return comment;
  }
}
