import type { Clock } from '@wizness/kernel';
import { type EntityManager, IsNull, LessThan } from 'typeorm';
import { Registration } from '../account/registration.entity';
import { ExternalAccount } from '../external-identity/external-account.entity';
import { DigestItem } from '../digest/digest-item.entity';
import { MemberMail } from '../mail/member-mail.entity';
import { UnsubscribeToken } from '../mail/unsubscribe-token.entity';
import { Notification } from '../notification/notification.entity';
import { closeOldCases } from '../moderation/close-old-cases';
import { PasswordReset } from '../password/password-reset.entity';
import { DataExport } from '../privacy/data-export.entity';
import type { SessionStore } from '../session/session.store';
import { Throttle } from '../throttle/throttle.entity';
import type { SigningKeyStore } from '../token/signing-key.store';

const DAY_MS = 24 * 60 * 60 * 1000;
const THROTTLE_RETENTION_MS = DAY_MS;
/** For this long an expired token is reported as EXPIRED instead of INVALID. */
const TOKEN_RETENTION_MS = 7 * DAY_MS;
const EXPORT_RETENTION_MS = 30 * DAY_MS;
const NOTIFICATION_RETENTION_MS = 180 * DAY_MS;
/** Readers unsubscribe from old mails, too. */
const UNSUBSCRIBE_RETENTION_MS = 3 * 365 * DAY_MS;
/** Longer than any token of an external issuer lives: after that, none issued before the erasure is still valid. */
const ERASED_ACCOUNT_RETENTION_MS = 365 * DAY_MS;

export class MaintenanceStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly sessions: SessionStore,
    private readonly signingKeys: SigningKeyStore,
  ) {}

  /** Deletes rows that have outlived their retention, such as unconfirmed registrations with their addresses. */
  async deleteExpired(): Promise<void> {
    const olderThan = (milliseconds: number) => LessThan(new Date(this.clock.now().getTime() - milliseconds));
    await this.db.delete(Registration, { expiresAt: olderThan(TOKEN_RETENTION_MS) });
    await this.db.delete(PasswordReset, { expiresAt: olderThan(TOKEN_RETENTION_MS) });
    await this.db.delete(Throttle, { lastFailureAt: olderThan(THROTTLE_RETENTION_MS) });
    await this.db.delete(DataExport, { expiresAt: olderThan(EXPORT_RETENTION_MS) });
    await this.db.delete(Notification, { createdAt: olderThan(NOTIFICATION_RETENTION_MS) });
    await this.db.delete(MemberMail, { handedOverAt: olderThan(NOTIFICATION_RETENTION_MS) });
    await this.db.delete(DigestItem, { sentAt: olderThan(NOTIFICATION_RETENTION_MS) });
    await this.db.delete(UnsubscribeToken, { createdAt: olderThan(UNSUBSCRIBE_RETENTION_MS) });
    const erasedAt = olderThan(ERASED_ACCOUNT_RETENTION_MS);
    await this.db.delete(ExternalAccount, { memberId: IsNull(), erasedAt });
    await closeOldCases(this.db, this.clock.now());
    await this.sessions.deleteExpired();
    await this.signingKeys.deleteExpired();
  }
}
