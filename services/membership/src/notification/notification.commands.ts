import { type Clock, decodeCursor, type Identity, idPrefix, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { fieldErrors } from '../account/field-errors';
import { lockMember } from '../member/lock-member';
import type { MemberLoaders } from '../member/member.loader';
import { requireLiveSession } from '../session/require-live-session';
import { viewerOf } from '../viewer/viewer.types';
import { NEWEST_NOTIFICATION_FIRST } from './notification.loader';
import type { MarkNotificationsReadInput, MarkNotificationsReadPayload } from './notification.types';

const MAX_IDS = 100;

const MARK = `UPDATE notifications SET read_at = $2, open = false WHERE member_id = $1 AND read_at IS NULL AND`;

export class NotificationCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly members: Pick<MemberLoaders, 'memberById'>,
  ) {}

  /**
   * Marks notifications of the caller as read; those of others, and unknown ones, are left out. User errors: REQUIRED, CONFLICT,
   * TOO_LONG. Throws UNAUTHENTICATED, FORBIDDEN for an API key, INVALID_CURSOR for a cursor of another list.
   */
  async markRead({ ids, upTo }: MarkNotificationsReadInput): Promise<MarkNotificationsReadPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    if (ids == null && upTo == null) return refused(null, 'Give `ids` or `upTo`.', UserErrorCode.REQUIRED);
    if (ids != null && upTo != null) return refused('upTo', 'Give `ids` or `upTo`, not both.', UserErrorCode.CONFLICT);
    if (ids != null && ids.length > MAX_IDS) {
      return refused('ids', `Give at most ${MAX_IDS} ids.`, UserErrorCode.TOO_LONG);
    }
    const known = ids?.filter((id) => idPrefix(id) === 'notification');
    const from = upTo == null ? null : decodeCursor(NEWEST_NOTIFICATION_FIRST, ['input', 'upTo'], upTo);
    await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      await (from
        ? tx.query(`${MARK} (occurred_at, id) <= ($3::timestamptz, $4)`, [memberId, this.clock.now(), ...from])
        : tx.query(`${MARK} id = ANY($3)`, [memberId, this.clock.now(), known]));
    });
    const member = await this.members.memberById.load(memberId);
    return { viewer: member && viewerOf(member, this.identity), userErrors: [] };
  }
}

const refused = (field: string | null, message: string, code: UserErrorCode): MarkNotificationsReadPayload => ({
  viewer: null,
  userErrors: fieldErrors(field, message, code),
});
