import { appendEvent, badUserInput, type Clock, lockMember, ModerationStatus } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { membersMentionedIn } from '../mention/written-mentions';
import { Post } from '../post/post.entity';
import { isBlank } from '../rich-text/text-position';
import { Comment } from './comment.entity';
import { lockPost } from './lock-comment';
import { countComment } from './thread-counts';

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

/** Ids of the members whom a comment mentions, in an event: absent if there are none. */
const mentionedIn = (ids: readonly string[]) => (ids.length === 0 ? {} : { mentionedMemberIds: [...ids] });

/** A reply to a comment of this depth becomes its sibling. */
const MAX_DEPTH = 10;

/** Within this time after it was written, a change leaves no mark. */
const GRACE_MS = 5 * 60 * 1000;

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
    const mentioned = await membersMentionedIn(this.tx, body);
    const post = await this.tx.findOneBy(Post, { id: postId });
    if (!post) throw badUserInput(`There is no post "${postId}" to comment on.`);
    const parent = parentId === null ? null : await this.tx.findOneBy(Comment, { id: parentId, postId });
    if (parentId !== null && !parent) {
      throw badUserInput(`There is no comment "${parentId}" on this post: name a comment of this post, or none.`);
    }
    return this.insert({ ...comment, mentioned }, post, parent);
  }

  /**
   * Inserts a comment, and counts it. The caller has checked it, and has locked its author, those it mentions and its post.
   */
  async insert(
    { authorId, body, createdAt, mentioned }: Omit<NewComment, 'postId'> & { readonly mentioned: readonly string[] },
    post: Pick<Post, 'id' | 'authorId'>,
    parent: Comment | null,
  ): Promise<Comment> {
    const isTooDeep = parent !== null && parent.depth >= MAX_DEPTH;
    const parentId = isTooDeep ? parent.parentId : (parent?.id ?? null);
    const comment = this.tx.create(Comment, {
      id: this.clock.newId('comment'),
      postId: post.id,
      parentId,
      depth: parent ? Math.min(parent.depth + 1, MAX_DEPTH) : 0,
      authorId,
      bodySource: body,
      createdAt: createdAt ?? this.clock.now(),
      editedAt: null,
      deleted: false,
      moderation: ModerationStatus.VISIBLE,
      descendantCount: 0,
      reactorCount: 0,
    });
    // A reply refers to a row that an erasure deletes after it has locked the post.
    if (parentId !== null) await lockPost(this.tx, post.id);
    await this.tx.insert(Comment, comment);
    const recipients = { postAuthorId: post.authorId, parentAuthorId: parent?.authorId ?? null };
    const payload = { postId: post.id, parentId, authorId, ...recipients, ...mentionedIn(mentioned) };
    await appendEvent(this.tx, { type: 'CommentAdded', subject: comment.id, payload }, this.clock);
    await countComment(this.tx, comment, 1);
    return comment;
  }

  /** Changes the text of a locked comment, which mentions these members. The same text again changes nothing. */
  async update(comment: Comment, body: string, mentioned: readonly string[]): Promise<Comment> {
    if (comment.bodySource === body) return comment;
    const now = this.clock.now();
    const isLate = now.getTime() - comment.createdAt.getTime() > GRACE_MS;
    return this.change(comment, { bodySource: body, ...(isLate && { editedAt: now }) }, mentioned);
  }

  /** Deletes a locked comment for its author. Its text is gone; its place in the thread stays while it has replies. */
  async delete(comment: Comment): Promise<Comment> {
    return comment.deleted ? comment : this.change(comment, { deleted: true, bodySource: '' });
  }

  /** Sets what moderators decided about a locked comment. */
  async moderate(comment: Comment, moderation: ModerationStatus): Promise<Comment> {
    return comment.moderation === moderation ? comment : this.change(comment, { moderation });
  }

  /** The only way to change a comment: writes its row, the counts and the event. The caller has locked its post. */
  private async change(before: Comment, change: Partial<Comment>, mentioned: readonly string[] = []): Promise<Comment> {
    const { id, postId, parentId, authorId } = before;
    await this.tx.update(Comment, { id }, change);
    const after = this.tx.create(Comment, { ...before, ...change });
    if (before.removed !== after.removed) await countComment(this.tx, after, after.removed ? -1 : 1);
    if (before.removed && after.removed) return after;
    const payload = { postId, parentId, authorId, visible: !after.removed, ...mentionedIn(mentioned) };
    await appendEvent(this.tx, { type: 'CommentChanged', subject: id, payload }, this.clock);
    return after;
  }
}
