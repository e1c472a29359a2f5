import { authorise, type Clock, type Identity, idPrefix, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import type { MemberLoaders } from '../member/member.loader';
import { requireLiveSession } from '../session/require-live-session';
import { clearFollow, type FollowLoaders } from './follow.loader';
import { FollowStore, MAX_FOLLOWS } from './follow.store';
import type { FollowPayload } from './follow.types';

export class FollowCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: FollowLoaders,
    private readonly members: Pick<MemberLoaders, 'memberById'>,
  ) {}

  /**
   * The caller follows a member, a topic or an organisation. Following it again changes nothing. User errors: NOT_FOUND,
   * CONFLICT (the caller's own id, or more than 5000 follows). Throws UNAUTHENTICATED for an anonymous caller,
   * an ended session and an erased member, FORBIDDEN for an API key and a suspended member.
   */
  async follow(targetId: string): Promise<FollowPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    authorise(this.identity, 'APPEAR_TO_OTHERS');
    if (targetId === memberId) return refused('You cannot follow yourself.', UserErrorCode.CONFLICT);
    const error = await this.db.transaction((tx) => new FollowStore(tx, this.clock).add(memberId, targetId));
    clearFollow(this.loaders, targetId);
    if (error === null) return { target: await this.target(targetId), userErrors: [] };
    return refused(error === UserErrorCode.NOT_FOUND ? NO_SUCH_TARGET : TOO_MANY_FOLLOWS, error);
  }

  /**
   * The caller stops following a target, whether or not the target still exists. Repeating it changes nothing. User
   * error: NOT_FOUND for an id of nothing that can be followed. Throws UNAUTHENTICATED for an anonymous caller, an ended session and an erased
   * member, FORBIDDEN for an API key.
   */
  async unfollow(targetId: string): Promise<FollowPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (!['member', 'topic', 'org'].includes(idPrefix(targetId) ?? ''))
      return refused(NO_SUCH_TARGET, UserErrorCode.NOT_FOUND);
    await this.db.transaction((tx) => new FollowStore(tx, this.clock).remove(memberId, targetId));
    clearFollow(this.loaders, targetId);
    return { target: await this.target(targetId), userErrors: [] };
  }

  /** A member is read, because they may be gone; topics and organisations belong to other services. */
  private async target(id: string): Promise<FollowPayload['target']> {
    return idPrefix(id) === 'member' ? this.members.memberById.load(id) : { id };
  }
}

const NO_SUCH_TARGET = 'There is no member, topic or organisation with this id.';
const TOO_MANY_FOLLOWS = `You already follow ${MAX_FOLLOWS} members, topics and organisations: unfollow one first.`;

const refused = (message: string, code: UserErrorCode): FollowPayload => ({
  target: null,
  userErrors: fieldErrors('id', message, code),
});
