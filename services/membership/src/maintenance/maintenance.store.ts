import type { Clock } from '@wizness/kernel';
import { type EntityManager, IsNull, LessThan } from 'typeorm';
import { ExternalAccount } from '../external-identity/external-account.entity';
import { DataExport } from '../privacy/data-export.entity';
import { PasswordReset } from '../password/password-reset.entity';
import type { SessionStore } from '../session/session.store';
import { Throttle } from '../throttle/throttle.entity';
import type { SigningKeyStore } from '../token/signing-key.store';
import { Registration } from '../account/registration.entity';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An expired token is told from a wrong one for this long. */
const KEPT_MS = 7 * DAY_MS;
const EXPORTS_KEPT_MS = 30 * DAY_MS;
/** No token of a foreign issuer lives so long: none from before the member left is good any more. */
const LEFT_KEPT_MS = 365 * DAY_MS;

/** Forgets what nobody needs any more: unfinished registrations with their addresses first of all. */
export class MaintenanceStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly sessions: SessionStore,
    private readonly keys: SigningKeyStore,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.db.delete(Registration, { expiresAt: LessThan(new Date(now - KEPT_MS)) });
    await this.db.delete(PasswordReset, { expiresAt: LessThan(new Date(now - KEPT_MS)) });
    await this.db.delete(Throttle, { lastFailureAt: LessThan(new Date(now - DAY_MS)) });
    await this.db.delete(DataExport, { expiresAt: LessThan(new Date(now - EXPORTS_KEPT_MS)) });
    const left = { memberId: IsNull(), erasedAt: LessThan(new Date(now - LEFT_KEPT_MS)) };
    await this.db.delete(ExternalAccount, left);
    await this.sessions.sweep();
    await this.keys.sweep();
  }
}
