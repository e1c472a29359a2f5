import type { Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { Comment } from './comment.entity';

export interface CommentRow {
  readonly postId: string;
  /** The comment that it replies to; null if it comments on the post itself. */
  readonly parent: Comment | null;
  readonly authorId: string | null;
  /** Markdown. */
  readonly body: string;
  /** Defaults to now. */
  readonly createdAt?: Date;
}

export class CommentStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Adds a comment and counts it in its post. The caller has locked the author and checked post and parent. */
  async add({ postId, parent, authorId, body, createdAt }: CommentRow): Promise<Comment> {
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
