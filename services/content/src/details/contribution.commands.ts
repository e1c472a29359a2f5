import {
  appendEvent,
  authorise,
  type Clock,
  type Identity,
  lockMember,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { ContentLoaders } from '../loaders';
import { clearWritten } from '../post/clear-written';
import { findPost, lockPost } from '../post/lock-post';
import type { Post } from '../post/post.entity';
import { PostKind, PostStatus } from '../post/post.enums';
import { PostStore } from '../post/post.store';
import { mayUpdate } from '../post/post.visibility';
import { Contribution } from './contribution.entity';
import type { ContributeToChallengeInput, ContributeToChallengePayload } from './contribution.types';

type Field = keyof ContributeToChallengeInput;

const refused = (code: UserErrorCode, field: Field, message: string): ContributeToChallengePayload => ({
  challenge: null,
  userErrors: [new UserError(code, message, [field])],
});

/** By the clock of the database, while the challenge is locked: a request that began in time counts. */
const PHASE = `
  SELECT opens_at > now() AS planned, closes_at < now() AS closed FROM challenge_details WHERE id = $1`;

/** The answers to challenges. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class ContributionCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /**
   * Adds a published post of the caller to an open challenge. User errors: NOT_FOUND, FORBIDDEN for a post of another
   * member, LOCKED before the challenge opens or for a post that is not published, EXPIRED after it has closed, INVALID for
   * the challenge itself.
   */
  add({ challengeId, postId }: ContributeToChallengeInput): Promise<ContributeToChallengePayload> {
    return this.change(challengeId, async (tx, challenge, memberId) => {
      const post = await findPost(tx, this.identity, postId);
      if (!post) return refused(UserErrorCode.NOT_FOUND, 'postId', 'There is no post with this id.');
      if (post.id === challengeId) {
        return refused(UserErrorCode.INVALID, 'postId', 'A challenge does not answer itself.');
      }
      if (post.authorId !== memberId) {
        return refused(UserErrorCode.FORBIDDEN, 'postId', 'Only the author of a post may contribute it.');
      }
      if (post.status !== PostStatus.PUBLISHED) {
        return refused(UserErrorCode.LOCKED, 'postId', 'The post is not published: publish it first.');
      }
      const [phase] = await tx.query<{ planned: boolean | null; closed: boolean | null }[]>(PHASE, [challengeId]);
      if (phase?.planned) return refused(UserErrorCode.LOCKED, 'challengeId', 'The challenge is not open yet.');
      if (phase?.closed) return refused(UserErrorCode.EXPIRED, 'challengeId', 'The time for answers is over.');
      await new PostStore(tx, this.clock).contribute({ challengeId, postId }, { memberId, challenge });
      return { challenge, userErrors: [] };
    });
  }

  /**
   * Takes a contribution of the caller back, or rejects one to a challenge of the caller; editors reject any. User errors:
   * NOT_FOUND, FORBIDDEN.
   */
  remove({ challengeId, postId }: ContributeToChallengeInput): Promise<ContributeToChallengePayload> {
    return this.change(challengeId, async (tx, challenge, memberId) => {
      const post = await findPost(tx, this.identity, postId);
      if (!post) return refused(UserErrorCode.NOT_FOUND, 'postId', 'There is no post with this id.');
      if (post.authorId !== memberId && !mayUpdate(challenge, this.identity)) {
        const message = 'Only the author of the post or of the challenge, and editors, may do this.';
        return refused(UserErrorCode.FORBIDDEN, 'postId', message);
      }
      const contribution = await tx.findOneBy(Contribution, { challengeId, postId });
      if (!contribution) return { challenge, userErrors: [] };
      await tx.delete(Contribution, { id: contribution.id });
      const event = {
        type: 'ContributionRemoved' as const,
        subject: contribution.id,
        payload: { challengeId, postId },
      };
      await appendEvent(tx, event, this.clock);
      return { challenge, userErrors: [] };
    });
  }

  private async change(
    challengeId: string,
    write: (tx: EntityManager, challenge: Post, memberId: string) => Promise<ContributeToChallengePayload>,
  ): Promise<ContributeToChallengePayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const result = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const challenge = await lockPost(tx, this.identity, challengeId);
      if (challenge?.kind !== PostKind.CHALLENGE) {
        return refused(UserErrorCode.NOT_FOUND, 'challengeId', 'There is no challenge with this id.');
      }
      return write(tx, challenge, memberId);
    });
    if (result.challenge) clearWritten(this.loaders, result.challenge);
    return result;
  }
}
