import { badUserInput, type Clock, lockMember } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { isBlank } from './comment-text';
import { Comment } from './comment.entity';

export interface NewComment {
  readonly postId: string;
  /** The comment that it replies to; null if it comments on the post itself. */
  readonly parentId?: string | null;
  readonly authorId: string | null;
  /** Markdown. */
  readonly body: string;
  /** Defaults to now. */
  readonly createdAt?: Date;
}

/** Writes comments in the transaction `tx`. It trusts its caller: it checks no permission. */
export class CommentStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds a comment in the name of any member. Throws BAD_USER_INPUT for a blank body, an unknown post or an unknown parent,
   * UNAUTHENTICATED for an erased author.
   */
  async add(comment: NewComment): Promise<Comment> {
    const { postId, parentId = null, authorId, body } = comment;
    if (isBlank(body)) throw badUserInput('A comment needs some text.');
    if (authorId !== null) await lockMember(this.tx, authorId);
    if (!(await this.tx.existsBy(Post, { id: postId })))
      throw badUserInput(`There is no post "${postId}" to comment on.`);
    const parent = parentId === null ? null : await this.tx.findOneBy(Comment, { id: parentId, postId });
    if (parentId !== null && !parent) {
      throw badUserInput(`There is no comment "${parentId}" on this post: name a comment of this post, or none.`);
    }
    return this.insert(comment, parent);
  }

  /** Inserts a comment and counts it in its post. The caller has checked it, and has locked its author and its post. */
  async insert({ postId, authorId, body, createdAt }: NewComment, parent: Comment | null): Promise<Comment> {
    await this.tx.increment(Post, { id: postId }, 'commentCount', 1);
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
    await this.tx.insert(Comment, comment);
    return comment;
  }
}
