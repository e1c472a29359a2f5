import { badUserInput, type Clock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
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

export class CommentService {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Adds a comment and counts it. Throws BAD_USER_INPUT for a blank one, or where post or parent are not there. */
  async add({ postId, parentId = null, authorId, body, createdAt }: NewComment): Promise<Comment> {
    if (body.trim() === '') throw badUserInput('A comment needs some text.');
    return this.db.transaction(async (tx) => {
      const { affected } = await tx.increment(Post, { id: postId }, 'commentCount', 1);
      if (affected !== 1) throw badUserInput(`There is no post "${postId}" to comment on.`);
      const parent = parentId === null ? null : await tx.findOneBy(Comment, { id: parentId, postId });
      if (parentId !== null && !parent) {
        throw badUserInput(
          `There is no comment "${parentId}" on this post: answer one of its own, or the post itself.`,
        );
      }
      const comment = {
        id: this.clock.newId('comment'),
        postId,
        parentId,
        depth: parent ? parent.depth + 1 : 0,
        authorId,
        bodySource: body,
        createdAt: createdAt ?? this.clock.now(),
        editedAt: null,
        removed: false,
      };
      await tx.insert(Comment, comment);
      return Object.assign(new Comment(), comment);
    });
  }
}
