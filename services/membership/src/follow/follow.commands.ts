import { appendEvent, authorise, type Clock, type Identity, idPrefix, isAllowed, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { refuse } from '../account/field-errors';
import { KnownEntityStore } from '../projection/known-entity.store';
import { Member } from '../member/member.entity';
import { lockMember } from '../member/lock-member';
import { Follow } from './follow.entity';
import type { FollowLoaders } from './follow.loader';
import type { FollowPayload } from './follow.types';

const MOST_FOLLOWS = 5000;
/** Of one follower; weak enough for others to begin following them meanwhile. */
const ONE_CHANGE_AT_A_TIME = 'for_no_key_update';

export class FollowCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: FollowLoaders,
  ) {}

  /**
   * Lets the member who asks follow a member, a topic or an organisation; again changes nothing. User errors: NOT_FOUND,
   * CONFLICT (themselves, or more than 5000). Throws UNAUTHENTICATED for a visitor and for who has left, FORBIDDEN for an
   * API key.
   */
  async follow(targetId: string): Promise<FollowPayload> {
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    if (targetId === memberId) return refused('Nobody follows themselves.', UserErrorCode.CONFLICT);
    const payload = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId, ONE_CHANGE_AT_A_TIME);
      if (!(await isThere(tx, targetId))) return refused(NOT_THERE, UserErrorCode.NOT_FOUND);
      if (await tx.existsBy(Follow, { memberId, targetId })) return { following: true, userErrors: [] };
      if ((await tx.countBy(Follow, { memberId })) >= MOST_FOLLOWS) return refused(TOO_MANY, UserErrorCode.CONFLICT);
      await tx.insert(Follow, { memberId, targetId, followedAt: this.clock.now() });
      await appendEvent(tx, { type: 'MemberFollowed', subject: memberId, payload: { targetId } }, this.clock);
      return { following: true, userErrors: [] };
    });
    this.forget(targetId);
    return payload;
  }

  /**
   * Lets the member who asks follow something no more, be it still there or not; again changes nothing. Throws
   * UNAUTHENTICATED for a visitor and for who has left, FORBIDDEN for an API key.
   */
  async unfollow(targetId: string): Promise<FollowPayload> {
    const memberId = authorise(this.identity, 'MANAGE_ACCOUNT');
    if (idPrefix(targetId) === null) return refused(NOT_THERE, UserErrorCode.NOT_FOUND);
    await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId, ONE_CHANGE_AT_A_TIME);
      const { affected } = await tx.delete(Follow, { memberId, targetId });
      if (affected === 0) return;
      await appendEvent(tx, { type: 'MemberUnfollowed', subject: memberId, payload: { targetId } }, this.clock);
    });
    this.forget(targetId);
    return { following: false, userErrors: [] };
  }

  /** Whether the member who asks follows it; false for a visitor, and for an API key without PROFILE_READ. */
  async viewerFollows(targetId: string): Promise<boolean> {
    if (!isAllowed(this.identity, 'READ_PROFILE')) return false;
    return (await this.loaders.followByViewer.load(targetId)) !== null;
  }

  /** What was read before a change must not answer for after it. */
  private forget(targetId: string): void {
    this.loaders.followerCount.clear(targetId);
    this.loaders.followByViewer.clear(targetId);
  }
}

const NOT_THERE = 'There is no such member, topic or organisation.';
const TOO_MANY = `A member follows at most ${MOST_FOLLOWS}: unfollow something first.`;

const refused = (message: string, code: UserErrorCode): FollowPayload => ({
  following: false,
  userErrors: refuse('id', message, code),
});

/** Whether there is something with this id that can be followed. A member stays there until the transaction is over. */
const isThere = async (tx: EntityManager, id: string): Promise<boolean> => {
  switch (idPrefix(id)) {
    case 'member':
      return (await tx.findOne(Member, { where: { id }, lock: { mode: 'for_key_share' } })) !== null;
    case 'topic':
    case 'org':
      return new KnownEntityStore(tx).knows(id);
    default:
      return false;
  }
};
