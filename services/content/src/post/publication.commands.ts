import {
  authorise,
  type Clock,
  type Identity,
  lockMember,
  Measure,
  ModerationStatus,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { type EntityManager, IsNull } from 'typeorm';
import type { ContentLoaders } from '../loaders';
import { clearWritten } from './clear-written';
import { lockPost } from './lock-post';
import { notYourPost, postNotFound, refusedPost } from './post.commands';
import type { Post } from './post.entity';
import { PostState } from './post.enums';
import type { PublishPostInput } from './post.inputs';
import type { DeletePostPayload, PostResult } from './post.payloads';
import { PostStateStore } from './post-state.store';
import { mayUpdate } from './post.visibility';

const IS_POSSIBLE =
  "SELECT $1::timestamptz > clock_timestamp() AND $1::timestamptz <= clock_timestamp() + interval '1 year' AS possible";

/** The decision that hides a post, by which its author can appeal; null if it is not stored any more. */
const caseHiding = async (tx: EntityManager, targetId: string): Promise<string | null> =>
  (await tx.findOne(Measure, { where: { targetId, liftedAt: IsNull() }, order: { decidedAt: 'DESC', caseId: 'ASC' } }))
    ?.caseId ?? null;

const hiddenByModerator = (caseId: string | null) =>
  new UserError(
    UserErrorCode.LOCKED,
    `A moderator has hidden this post${caseId === null ? '' : ` (case ${caseId})`}, so it cannot be published. You can appeal against the decision.`,
    ['id'],
  );

/** Publication and withdrawal of posts. A repeated command changes nothing. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class PublicationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /** Publishes a post now, or at a time. User errors: NOT_FOUND, FORBIDDEN, LOCKED, INVALID for a wrong time. */
  publish({ id, at = null }: PublishPostInput): Promise<PostResult> {
    return this.change(id, async (post, store, tx) => {
      if (post.moderation !== ModerationStatus.VISIBLE) {
        return refusedPost(hiddenByModerator(await caseHiding(tx, post.id)));
      }
      if (post.state === PostState.PUBLISHED && at === null) return { post, userErrors: [] };
      if (at === null) return { post: await store.publish(post), userErrors: [] };
      if (post.state === PostState.PUBLISHED) {
        const message = 'It is published already: withdraw it first.';
        return refusedPost(new UserError(UserErrorCode.LOCKED, message, ['at']));
      }
      const [row] = await tx.query<{ possible: boolean }[]>(IS_POSSIBLE, [at]);
      if (row?.possible) return { post: await store.schedule(post, at), userErrors: [] };
      const message = 'Give a time in the future, at most a year from now.';
      return refusedPost(new UserError(UserErrorCode.INVALID, message, ['at']));
    });
  }

  /** Withdraws a published or scheduled post. User errors: NOT_FOUND, FORBIDDEN. */
  unpublish(id: string): Promise<PostResult> {
    return this.change(id, async (post, store) => ({ post: await store.unpublish(post), userErrors: [] }));
  }

  /** Deletes a post of the caller. User errors: NOT_FOUND, FORBIDDEN for a post of another member. */
  async delete(id: string): Promise<DeletePostPayload> {
    const { userErrors } = await this.change(id, async (post, store) => {
      if (post.authorId === this.identity.memberId) return { post: await store.delete(post), userErrors: [] };
      const message = 'Only its author may delete a post. An editor can withdraw it, a moderator remove it.';
      return refusedPost(new UserError(UserErrorCode.FORBIDDEN, message, ['id']));
    });
    return { deletedId: userErrors.length === 0 ? id : null, userErrors };
  }

  private async change(
    id: string,
    write: (post: Post, store: PostStateStore, tx: EntityManager) => Promise<PostResult>,
  ): Promise<PostResult> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const result = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const post = await lockPost(tx, this.identity, id);
      if (!post || post.state === PostState.DELETED) return refusedPost(postNotFound());
      if (!mayUpdate(post, this.identity)) return refusedPost(notYourPost());
      return write(post, new PostStateStore(tx, this.clock), tx);
    });
    if (result.post) clearWritten(this.loaders, result.post);
    return result;
  }
}
