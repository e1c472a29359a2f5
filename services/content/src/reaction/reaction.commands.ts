import { authorise, type Clock, type Identity, idPrefix, lockMember, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Comment } from '../comment/comment.entity';
import type { ContentLoaders } from '../loaders';
import { Post } from '../post/post.entity';
import { audienceOf } from '../post/post.visibility';
import type { ReactionKind } from './reaction.enums';
import { ReactionStore } from './reaction.store';

export interface ReactionTarget {
  /** Id of a post or comment. */
  readonly targetId: string;
  readonly kind: ReactionKind;
}

export interface ReactionResult {
  /** Null if it was refused; `userErrors` say why. */
  readonly target: Post | Comment | null;
  readonly userErrors: readonly UserError[];
}

const refused = (code: UserErrorCode, message: string): ReactionResult => ({
  target: null,
  userErrors: [new UserError(code, message, ['targetId'])],
});

const notFound = () => refused(UserErrorCode.NOT_FOUND, 'There is no such post or comment.');

/** Whether a post or comment is shown to its readers. */
const isShown = (target: Post | Comment): boolean =>
  target instanceof Comment ? !target.removed : audienceOf(target).published;

/** What a caller may do with their own reactions. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class ReactionCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /** Adds a reaction. User errors: NOT_FOUND, LOCKED for what is not published, was deleted, or is hidden by a moderator. */
  add(reaction: ReactionTarget): Promise<ReactionResult> {
    return this.change(reaction, (store, own) => store.add(own), true);
  }

  /** Takes a reaction back, if there is one. User error: NOT_FOUND. */
  remove(reaction: ReactionTarget): Promise<ReactionResult> {
    return this.change(reaction, (store, own) => store.remove(own), false);
  }

  private async change(
    { targetId, kind }: ReactionTarget,
    write: (store: ReactionStore, own: ReactionTarget & { readonly memberId: string }) => Promise<void>,
    needsShown: boolean,
  ): Promise<ReactionResult> {
    const memberId = authorise(this.identity, 'COMMENT');
    if (!(await this.load(targetId))) return notFound();
    const isDone = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const target = await this.lock(tx, targetId);
      if (!target || (needsShown && !isShown(target))) return false;
      await write(new ReactionStore(tx, this.clock), { targetId, kind, memberId });
      return true;
    });
    if (!isDone) return refused(UserErrorCode.LOCKED, 'This is not shown any more: nobody can react to it.');
    this.loaders.reactionsByTarget.clear(targetId);
    return { target: await this.load(targetId), userErrors: [] };
  }

  private async load(id: string): Promise<Post | Comment | null> {
    switch (idPrefix(id)) {
      case 'comment':
        return this.loaders.commentById.load(id);
      case 'post':
        return this.loaders.postById.load(id);
      default:
        return null;
    }
  }

  /** A post is locked against removal only, so that members can react to it at the same time. */
  private lock(tx: EntityManager, id: string): Promise<Post | Comment | null> {
    return idPrefix(id) === 'comment'
      ? tx.findOne(Comment, { where: { id }, lock: { mode: 'for_no_key_update' } })
      : tx.findOne(Post, { where: { id }, lock: { mode: 'for_key_share' } });
  }
}
