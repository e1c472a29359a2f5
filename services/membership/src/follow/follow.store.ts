import { appendEvent, type Clock, createMergeLoaders, idPrefix, UserErrorCode } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { NotificationKind } from '../notification/notification.enums';
import { NotificationStore } from '../notification/notification.store';
import { KnownEntityStore } from '../projection/known-entity.store';
import { Follow } from './follow.entity';

export const MAX_FOLLOWS = 5000;
/** Serialises the changes of one follower, yet lets other members start to follow that member meanwhile. */
const FOLLOWER_LOCK = 'for_no_key_update';

/** Also names the target: an unfollow retracts the news of this follow only. */
const causeOf = (memberId: string, targetId: string): string => `follow ${memberId} ${targetId}`;

export class FollowStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a follow and its event; an existing follow is left as it is. Returns null, or why it was refused: NOT_FOUND
   * (no such target), CONFLICT (the member follows {@link MAX_FOLLOWS} already). Throws UNAUTHENTICATED for an erased member.
   */
  async add(memberId: string, targetId: string): Promise<UserErrorCode | null> {
    await lockMember(this.tx, memberId, FOLLOWER_LOCK);
    if (!(await this.targetExists(targetId))) return UserErrorCode.NOT_FOUND;
    if ((await this.followed(memberId, targetId)).length > 0) return null;
    if ((await this.tx.countBy(Follow, { memberId })) >= MAX_FOLLOWS) return UserErrorCode.CONFLICT;
    await this.tx.insert(Follow, { memberId, targetId, followedAt: this.clock.now() });
    await this.notify(memberId, targetId);
    await appendEvent(this.tx, { type: 'MemberFollowed', subject: memberId, payload: { targetId } }, this.clock);
    return null;
  }

  /** Deletes a follow, if there is one, and stores the event; of merged organisations the follows of all. Throws UNAUTHENTICATED for an erased member. */
  async remove(memberId: string, targetId: string): Promise<void> {
    await lockMember(this.tx, memberId, FOLLOWER_LOCK);
    for (const id of await this.followed(memberId, targetId)) {
      await this.tx.delete(Follow, { memberId, targetId: id });
      await new NotificationStore(this.tx, this.clock).retract(causeOf(memberId, id));
      await appendEvent(
        this.tx,
        { type: 'MemberUnfollowed', subject: memberId, payload: { targetId: id } },
        this.clock,
      );
    }
  }

  /** The ids by which a member follows a target: an organisation may have several by merges. */
  private async followed(memberId: string, targetId: string): Promise<string[]> {
    const ids = await createMergeLoaders(this.tx).idsOfSubject(targetId);
    const follows = await this.tx.find(Follow, {
      where: { memberId, targetId: In([...ids]) },
      order: { targetId: 'ASC' },
    });
    return follows.map((follow) => follow.targetId);
  }

  private async notify(memberId: string, targetId: string): Promise<void> {
    if (idPrefix(targetId) !== 'member') return;
    const news = {
      memberId: targetId,
      kind: NotificationKind.FOLLOW,
      cause: causeOf(memberId, targetId),
      actorId: memberId,
      aboutId: targetId,
      subjectId: memberId,
      postId: null,
      at: this.clock.now(),
    };
    await new NotificationStore(this.tx, this.clock).addAll([news]);
  }

  /** A member found here cannot be erased until the transaction ends. */
  private async targetExists(id: string): Promise<boolean> {
    switch (idPrefix(id)) {
      case 'member':
        return (await this.tx.findOne(Member, { where: { id }, lock: { mode: 'for_key_share' } })) !== null;
      case 'topic':
      case 'org':
        return new KnownEntityStore(this.tx).has(id);
      default:
        return false;
    }
  }
}
