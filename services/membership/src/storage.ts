import { Checkpoint, Job, LoggedEvent, MergedSubject, RateBucket, type Storage } from '@wizness/kernel';
import { Account } from './account/account.entity';
import { Registration } from './account/registration.entity';
import { ApiKey } from './api-key/api-key.entity';
import { OrganisationDomain } from './affiliation/organisation-domain.entity';
import { Follow } from './follow/follow.entity';
import { KnownEntity } from './projection/known-entity.entity';
import { ExternalAccount } from './external-identity/external-account.entity';
import { DataExport } from './privacy/data-export.entity';
import { Member } from './member/member.entity';
import { ModerationCase } from './moderation/case.entity';
import { FlagRow } from './moderation/flag.entity';
import { migrations } from './migrations';
import { RoleChange } from './role/role-change.entity';
import { DigestItem } from './digest/digest-item.entity';
import { MailSetup } from './mail/mail-setup.entity';
import { MemberMail } from './mail/member-mail.entity';
import { UnsubscribeToken } from './mail/unsubscribe-token.entity';
import { CalendarToken } from './calendar/calendar-token.entity';
import { EventAnswer } from './projection/event-answer.entity';
import { Mute } from './mute/mute.entity';
import { MailPreference } from './notification/mail-preference.entity';
import { Notification } from './notification/notification.entity';
import { NotificationPreference } from './notification/notification-preference.entity';
import { NotificationSource } from './notification/notification-source.entity';
import { KnownPost } from './projection/known-post.entity';
import { PasswordReset } from './password/password-reset.entity';
import { RefreshToken } from './session/refresh-token.entity';
import { Session } from './session/session.entity';
import { Throttle } from './throttle/throttle.entity';
import { SigningKey } from './token/signing-key.entity';

export const storage: Storage = {
  schema: 'membership',
  extensions: ['pg_trgm'],
  entities: [
    Member,
    Account,
    Registration,
    PasswordReset,
    Session,
    RefreshToken,
    SigningKey,
    ApiKey,
    Throttle,
    Follow,
    ModerationCase,
    FlagRow,
    KnownEntity,
    DataExport,
    ExternalAccount,
    OrganisationDomain,
    RoleChange,
    Notification,
    NotificationSource,
    NotificationPreference,
    MailPreference,
    Mute,
    KnownPost,
    EventAnswer,
    CalendarToken,
    MailSetup,
    MemberMail,
    UnsubscribeToken,
    DigestItem,
    LoggedEvent,
    MergedSubject,
    Checkpoint,
    Job,
    RateBucket,
  ],
  migrations,
};
