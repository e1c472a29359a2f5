import {
  authorise,
  checkNote,
  checkStatement,
  type Clock,
  type FlagReason,
  type Identity,
  idPrefix,
  lockMember,
  type ModerationStatus,
  ModerationStore,
  type StatementInput,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import { clearComment } from '../comment/comment.loader';
import type { ContentLoaders } from '../loaders';
import { Post } from '../post/post.entity';
import { clearPost } from '../post/post.loader';
import { lockContent, moderatedContent } from './moderated-content';

/** What is reported, or decided about. */
export interface ContentTarget {
  readonly id: string;
  /** The field of the input that has the id. */
  readonly field: 'postId' | 'commentId';
}

export interface NewFlag {
  readonly reason: FlagReason;
  readonly note?: string | null;
}

export interface NewDecision {
  readonly status: ModerationStatus;
  readonly statement: StatementInput;
}

export interface ModerationResult {
  /** Null if it was refused; `userErrors` say why. */
  readonly content: Post | Comment | null;
  readonly userErrors: readonly UserError[];
}

const refused = (...userErrors: readonly UserError[]): ModerationResult => ({ content: null, userErrors });

const notFound = ({ field }: ContentTarget) =>
  new UserError(UserErrorCode.NOT_FOUND, `There is no such ${field === 'postId' ? 'post' : 'comment'}.`, [field]);

/** Reports to moderators, and their decisions about posts and comments. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class ModerationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /**
   * Reports a post or comment that the caller sees. Reporting it again, before a decision, changes nothing. User errors:
   * NOT_FOUND, FORBIDDEN for the caller's own, and those of the note.
   */
  async flag(target: ContentTarget, { reason, note = null }: NewFlag): Promise<ModerationResult> {
    const memberId = authorise(this.identity, 'COMMENT');
    const error = checkNote(reason, note);
    if (error) return refused(error);
    return this.change(target, memberId, async (tx, content) => {
      if (content.authorId === memberId) {
        return new UserError(UserErrorCode.FORBIDDEN, 'You wrote this: change or delete it.', [target.field]);
      }
      const report = { memberId, reason, note: note?.trim() ?? null };
      await new ModerationStore(tx, this.clock, moderatedContent).report(content, report);
      return null;
    });
  }

  /**
   * Decides about a post or comment, at once. User errors: NOT_FOUND, those of the statement, FORBIDDEN for a moderator who
   * has a part in it, CONFLICT if the same was decided before.
   */
  async moderate(target: ContentTarget, { status, statement }: NewDecision): Promise<ModerationResult> {
    const moderatorId = authorise(this.identity, 'MODERATE');
    const errors = checkStatement(statement, this.clock.now());
    if (errors.length > 0) return refused(...errors);
    return this.change(target, moderatorId, async (tx, content) => {
      const { organisationId } = this.identity;
      if (content instanceof Post && organisationId != null && content.writtenForId === organisationId) {
        const message = 'This was written for the organisation that you work for: another moderator decides.';
        return new UserError(UserErrorCode.FORBIDDEN, message, [target.field]);
      }
      const decision = { moderatorId, status, statement };
      return new ModerationStore(tx, this.clock, moderatedContent).decide(content, decision);
    });
  }

  private async change(
    target: ContentTarget,
    memberId: string,
    write: (tx: EntityManager, content: Post | Comment) => Promise<UserError | null>,
  ): Promise<ModerationResult> {
    const found = await this.load(target);
    if (!found) return refused(notFound(target));
    const error = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const content = await lockContent(tx, found.id);
      return content ? write(tx, content) : notFound(target);
    });
    if (error) return refused(error);
    if (found instanceof Comment) clearComment(this.loaders, found);
    else clearPost(this.loaders, found);
    return { content: await this.load(target), userErrors: [] };
  }

  /** A comment that was deleted, with its place in a thread, is gone. */
  private async load({ id, field }: ContentTarget): Promise<Post | Comment | null> {
    if (field === 'postId') return idPrefix(id) === 'post' ? this.loaders.postById.load(id) : null;
    const comment = await this.loaders.commentById.load(id);
    return comment?.deleted ? null : comment;
  }
}
