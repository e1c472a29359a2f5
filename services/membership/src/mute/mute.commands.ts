import { type Clock, type Identity, idPrefix, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { lockMember } from '../member/lock-member';
import { Member } from '../member/member.entity';
import { KnownPostStore } from '../projection/known-post.store';
import { requireLiveSession } from '../session/require-live-session';
import { MAX_MUTES } from './mute.loader';
import { Mute } from './mute.entity';
import type { MutePayload } from './mute.types';

/** Serialises the changes of one member. */
const CHANGE = 'for_no_key_update';

export class MuteCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
  ) {}

  /**
   * The caller gets no more notifications of acts of a member, or about a post. Muting again changes nothing. User errors:
   * NOT_FOUND, CONFLICT (the caller, or too many). Throws UNAUTHENTICATED, FORBIDDEN for an API key.
   */
  async mute(targetId: string): Promise<MutePayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (targetId === memberId) return refused('You cannot mute yourself.', UserErrorCode.CONFLICT);
    return this.db.transaction(async (tx) => {
      await lockMember(tx, memberId, CHANGE);
      const target = await this.find(tx, targetId);
      if (!target) return noTarget();
      const isNew = !(await tx.existsBy(Mute, { memberId, targetId }));
      if (isNew && (await tx.countBy(Mute, { memberId })) >= MAX_MUTES) {
        return refused(`You mute ${MAX_MUTES} members and posts: unmute one first.`, UserErrorCode.CONFLICT);
      }
      if (isNew) await tx.insert(Mute, { memberId, targetId, mutedAt: this.clock.now() });
      return { target, userErrors: [] };
    });
  }

  /** Ends {@link mute}, whether or not the target still exists. User error: NOT_FOUND for an id of another type. */
  async unmute(targetId: string): Promise<MutePayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (!['member', 'post'].includes(idPrefix(targetId) ?? '')) return noTarget();
    return this.db.transaction(async (tx) => {
      await lockMember(tx, memberId, CHANGE);
      await tx.delete(Mute, { memberId, targetId });
      return { target: await this.find(tx, targetId), userErrors: [] };
    });
  }

  private async find(tx: EntityManager, id: string): Promise<MutePayload['target']> {
    switch (idPrefix(id)) {
      case 'member':
        return tx.findOne(Member, { where: { id }, lock: { mode: 'for_key_share' } });
      case 'post':
        return (await new KnownPostStore(tx).isVisible(id, this.identity)) ? { id } : null;
      default:
        return null;
    }
  }
}

const refused = (message: string, code: UserErrorCode): MutePayload => ({
  target: null,
  userErrors: fieldErrors('id', message, code),
});

const noTarget = () => refused('There is no member or post with this id.', UserErrorCode.NOT_FOUND);
