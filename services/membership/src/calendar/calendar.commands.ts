import type { Clock, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { lockMember } from '../member/lock-member';
import { requireLiveSession } from '../session/require-live-session';
import type { DeleteCalendarUrlPayload, RotateCalendarUrlPayload } from './calendar.types';
import { CalendarTokenStore } from './calendar-token.store';

/** The address of the caller's own calendar. Every command throws UNAUTHENTICATED, or FORBIDDEN for an API key. */
export class CalendarCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly publicUrl: string,
  ) {}

  /** Gives the calendar of the caller an address. One that it had before no longer works. */
  async rotate(): Promise<RotateCalendarUrlPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    const token = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      return new CalendarTokenStore(tx, this.clock).issue(memberId);
    });
    return { url: `${this.publicUrl}/calendar/${token}.ics`, userErrors: [] };
  }

  /** The calendar of the caller has no address any more. */
  async delete(): Promise<DeleteCalendarUrlPayload> {
    const memberId = await requireLiveSession(this.db, this.identity);
    await new CalendarTokenStore(this.db, this.clock).revoke(memberId);
    return { userErrors: [] };
  }
}
