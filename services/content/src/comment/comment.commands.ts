import {
  authorise,
  type Clock,
  created,
  createOnce,
  type Identity,
  idPrefix,
  lockMember,
  notCreated,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { ContentLoaders } from '../loaders';
import { membersMentionedIn } from '../mention/written-mentions';
import { Post } from '../post/post.entity';
import { checkBody } from '../post/check-text';
import { audienceOf, onlyVisible } from '../post/post.visibility';
import { TextFormat } from '../rich-text/rich-text.enums';
import { Comment } from './comment.entity';
import { CommentStore, type NewComment } from './comment.store';
import { clearComment } from './comment.loader';
import { editableUntil } from './edit-window';
import { lockComment } from './lock-comment';

/** In Unicode code points. */
const MAX_LENGTH = 10_000;

/** A comment as the caller writes it. */
export type CommentInput = Pick<NewComment, 'postId' | 'parentId' | 'body'> & {
  readonly idempotencyKey?: string | null;
};

export interface CommentResult {
  /** Null if it was refused; `userErrors` say why. */
  readonly comment: Comment | null;
  readonly userErrors: readonly UserError[];
}

const refused = (code: UserErrorCode, field: string, message: string): CommentResult => ({
  comment: null,
  userErrors: [new UserError(code, message, [field])],
});

const notFound = () => refused(UserErrorCode.NOT_FOUND, 'id', 'There is no such comment.');

/** What a caller may do with their own comments. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class CommentCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /**
   * Comments on a post, or replies to a comment on it, as the caller. User errors: those of the text and of the
   * idempotency key, NOT_FOUND, LOCKED for a post that is not published.
   */
  async write(input: CommentInput): Promise<CommentResult> {
    const { postId, parentId = null, body, idempotencyKey: key } = input;
    const authorId = authorise(this.identity, 'COMMENT');
    const errors = checkBody(body, TextFormat.MARKDOWN, ['body'], MAX_LENGTH);
    if (errors.length > 0) return { comment: null, userErrors: errors };
    const { id, userErrors } = await this.db.transaction(async (tx) => {
      await lockMember(tx, authorId);
      return createOnce(tx, { memberId: authorId, mutation: 'createComment', key, input }, async () => {
        const refuse = (code: UserErrorCode, field: string, message: string) =>
          notCreated(new UserError(code, message, [field]));
        const mentioned = await membersMentionedIn(tx, body);
        const post = await this.findVisiblePost(tx, postId);
        if (!post) return refuse(UserErrorCode.NOT_FOUND, 'postId', 'There is no such post.');
        if (!audienceOf(post).published) {
          return refuse(UserErrorCode.LOCKED, 'postId', 'This post is not published: it takes no comments.');
        }
        const parent = await findParent(tx, postId, parentId);
        if (parentId !== null && (!parent || parent.removed)) {
          return refuse(UserErrorCode.NOT_FOUND, 'parentId', 'There is no such comment on this post.');
        }
        return created((await new CommentStore(tx, this.clock).insert({ authorId, body, mentioned }, post, parent)).id);
      });
    });
    if (id === null) return { comment: null, userErrors };
    clearComment(this.loaders, { id, postId });
    return { comment: await this.loaders.commentById.load(id), userErrors: [] };
  }

  /**
   * Changes the text of the caller's comment. User errors: those of the text, NOT_FOUND, FORBIDDEN for a comment of another
   * member, LOCKED after 24 hours and for a comment that was deleted or that a moderator hides.
   */
  async update({ id, body }: { readonly id: string; readonly body: string }): Promise<CommentResult> {
    const authorId = authorise(this.identity, 'COMMENT');
    const errors = checkBody(body, TextFormat.MARKDOWN, ['body'], MAX_LENGTH);
    if (errors.length > 0) return { comment: null, userErrors: errors };
    return this.changeOwn(authorId, { id, body }, async (store, comment, mentioned) => {
      if (comment.removed) return refused(UserErrorCode.LOCKED, 'id', 'This comment is not shown any more.');
      if (this.clock.now() > editableUntil(comment)) {
        return refused(UserErrorCode.LOCKED, 'id', 'A comment can be changed for 24 hours: write a reply instead.');
      }
      return { comment: await store.update(comment, body, mentioned), userErrors: [] };
    });
  }

  /**
   * Deletes the caller's comment; deleting it again changes nothing. Replies to it stay. User errors: NOT_FOUND, FORBIDDEN
   * for a comment of another member.
   */
  async delete(id: string): Promise<CommentResult> {
    const authorId = authorise(this.identity, 'COMMENT');
    return this.changeOwn(authorId, { id, body: '' }, async (store, comment) => ({
      comment: await store.delete(comment),
      userErrors: [],
    }));
  }

  /** `body` is the new text; empty if it gets none. */
  private async changeOwn(
    authorId: string,
    { id, body }: { readonly id: string; readonly body: string },
    change: (store: CommentStore, comment: Comment, mentioned: readonly string[]) => Promise<CommentResult>,
  ): Promise<CommentResult> {
    const found = await this.loaders.commentById.load(id);
    if (!found) return notFound();
    if (found.authorId !== authorId) {
      return refused(UserErrorCode.FORBIDDEN, 'id', 'Only its author can do this.');
    }
    const result = await this.db.transaction(async (tx) => {
      await lockMember(tx, authorId);
      const mentioned = await membersMentionedIn(tx, body);
      const comment = await lockComment(tx, found);
      return change(new CommentStore(tx, this.clock), comment, mentioned);
    });
    clearComment(this.loaders, found);
    return result;
  }

  /**
   * The post; null if the caller cannot see it. It is not locked: all comments on a post wait for its count, so that comes
   * last. A post that is hidden meanwhile has a comment that nobody sees, as if it had been written just before.
   */
  private async findVisiblePost(tx: EntityManager, postId: string): Promise<Post | null> {
    if (idPrefix(postId) !== 'post') return null;
    const query = tx.createQueryBuilder(Post, 'post').where('post.id = :postId', { postId });
    return onlyVisible(query, this.identity).getOne();
  }
}

const findParent = async (tx: EntityManager, postId: string, id: string | null): Promise<Comment | null> =>
  id !== null && idPrefix(id) === 'comment' ? tx.findOneBy(Comment, { id, postId }) : null;
