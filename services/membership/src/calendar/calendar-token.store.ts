import type { Clock, Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { hashSecret, isSecret, newSecret } from '../account/secret';
import { identityOf } from '../member/identity-of';
import { Member } from '../member/member.entity';
import { CalendarToken } from './calendar-token.entity';

export class CalendarTokenStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Returns a new token; the one before no longer works. Only its hash is stored. */
  async issue(memberId: string): Promise<string> {
    const secret = newSecret();
    const row = { memberId, hash: hashSecret(secret), createdAt: this.clock.now() };
    await this.db.upsert(CalendarToken, row, ['memberId']);
    return secret;
  }

  /** The token no longer works. Repeating it changes nothing. */
  async revoke(memberId: string): Promise<void> {
    await this.db.delete(CalendarToken, { memberId });
  }

  /** What the member of a token may see now; suspended members may read. Null for a token that is not known. */
  async identify(secret: string): Promise<Identity | null> {
    const token = isSecret(secret) ? await this.db.findOneBy(CalendarToken, { hash: hashSecret(secret) }) : null;
    const member = token && (await this.db.findOneBy(Member, { id: token.memberId }));
    return member && identityOf(member);
  }
}
