import { authorise, type Clock, type Identity, isAllowed, lockMember, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { ContentLoaders } from '../loaders';
import { clearWritten } from '../post/clear-written';
import { lockPost } from '../post/lock-post';
import type { Post } from '../post/post.entity';
import { PostKind, PostStatus } from '../post/post.enums';
import { EventDetails } from './event-details.entity';
import { RsvpStore } from './rsvp.store';
import type { SetRsvpInput, SetRsvpPayload } from './rsvp.types';

const refused = (code: UserErrorCode, message: string): SetRsvpPayload => ({
  post: null,
  rsvp: null,
  userErrors: [new UserError(code, message, ['postId'])],
});

const HAS_BEGUN = 'SELECT starts_at <= clock_timestamp() AS begun FROM event_details WHERE id = $1';

export class RsvpCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: ContentLoaders,
  ) {}

  /**
   * The caller's answer to an event; the same answer again changes nothing. Without a free place they wait. User errors:
   * NOT_FOUND, LOCKED for an event that is cancelled or not published, EXPIRED after its start. Throws UNAUTHENTICATED or
   * FORBIDDEN; a suspended member may decline.
   */
  async answer({ postId, going }: SetRsvpInput): Promise<SetRsvpPayload> {
    const memberId = this.authorise(going);
    const result = await this.db.transaction(async (tx): Promise<SetRsvpPayload> => {
      await lockMember(tx, memberId);
      const post = await lockPost(tx, this.identity, postId);
      const refusal = await this.refusal(tx, post);
      if (!post || refusal) return refusal ?? refused(UserErrorCode.NOT_FOUND, 'There is no event with this id.');
      const store = new RsvpStore(tx, this.clock);
      const rsvp = going ? await store.accept(postId, memberId) : await store.decline(postId, memberId);
      return { post, rsvp, userErrors: [] };
    });
    if (result.post) {
      clearWritten(this.loaders, result.post);
      this.loaders.viewerRsvp.clear(postId);
    }
    return result;
  }

  private authorise(going: boolean): string {
    const declinesSuspended = !going && !isAllowed(this.identity, 'ANSWER_EVENTS');
    return authorise(this.identity, declinesSuspended ? 'MANAGE_ACCOUNT' : 'ANSWER_EVENTS');
  }

  private async refusal(tx: EntityManager, post: Post | null): Promise<SetRsvpPayload | null> {
    if (post?.kind !== PostKind.EVENT) return refused(UserErrorCode.NOT_FOUND, 'There is no event with this id.');
    const { cancelledAt } = await tx.findOneByOrFail(EventDetails, { id: post.id });
    if (cancelledAt !== null) return refused(UserErrorCode.LOCKED, 'The event is cancelled.');
    if (post.status !== PostStatus.PUBLISHED) return refused(UserErrorCode.LOCKED, 'The event is not published.');
    const [row] = await tx.query<{ begun: boolean | null }[]>(HAS_BEGUN, [post.id]);
    return row?.begun ? refused(UserErrorCode.EXPIRED, 'The event has begun: answers are closed.') : null;
  }
}
