import { type Clock, combineLoaders, type Identity, type SubgraphRequest } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { RegistrationCommands } from './account/registration.commands';
import { AffiliationCommands } from './affiliation/affiliation.commands';
import { createAffiliationLoaders } from './affiliation/affiliation.loader';
import { ApiKeyCommands } from './api-key/api-key.commands';
import { ApiKeyStore } from './api-key/api-key.store';
import { ExternalAccountCommands } from './external-identity/external-account.commands';
import { FollowCommands } from './follow/follow.commands';
import { createNotificationLogLoaders } from './notification-log/notification-log.loader';
import { createFollowLoaders } from './follow/follow.loader';
import type { Mailer } from './mail/mailer';
import { UnsubscribeStore } from './mail/unsubscribe.store';
import { MaintenanceStore } from './maintenance/maintenance.store';
import { createMemberLoaders } from './member/member.loader';
import { MemberStore } from './member/member.store';
import { ProfileCommands } from './member/profile.commands';
import { MuteCommands } from './mute/mute.commands';
import { NotificationCommands } from './notification/notification.commands';
import { createMessageLoaders, createNotificationLoaders } from './notification/notification.loader';
import { NotificationStore } from './notification/notification.store';
import { SettingsCommands } from './notification/settings.commands';
import { CalendarCommands } from './calendar/calendar.commands';
import { CalendarTokenStore } from './calendar/calendar-token.store';
import { CaseCommands } from './moderation/case.commands';
import { createCaseLoaders } from './moderation/case.loader';
import { SuspensionCommands } from './moderation/suspension.commands';
import { PasswordCommands } from './password/password.commands';
import { DataExportLinks } from './privacy/data-export-links';
import { DataExportCommands } from './privacy/data-export.commands';
import { ErasureCommands } from './privacy/erasure.commands';
import { KnownPostStore } from './projection/known-post.store';
import { KnownEntityStore } from './projection/known-entity.store';
import { RoleCommands } from './role/role.commands';
import { createRoleLoaders } from './role/role.loader';
import { DeviceCommands } from './device/device.commands';
import { SessionCommands } from './session/session.commands';
import { SessionStore } from './session/session.store';
import { SignInCommands } from './session/sign-in.commands';
import { TokenIssuer } from './session/token-issuer';
import type { AttemptQueue } from './throttle/attempt-queue';
import { GuardedAttempts } from './throttle/guarded-attempts';
import { ThrottleStore } from './throttle/throttle.store';
import { SigningKeyStore } from './token/signing-key.store';
import { createViewerLoaders } from './viewer/viewer.loader';

/** Created once per running service and shared by all operations. */
export interface Resources {
  readonly attempts: AttemptQueue;
  readonly mailer: Mailer;
  /** Whether this process may send the mails of the database. */
  readonly mayMail: (db: EntityManager) => Promise<boolean>;
  readonly publicUrl: string;
}

/**
 * What one operation uses in this service. Commands and stores are created on each read: they have no state of their
 * own, and most operations need only the loaders.
 */
export class MembershipContext {
  readonly identity: Identity;
  readonly loaders;
  private readonly clock: Clock;
  private links?: DataExportLinks;

  constructor(
    private readonly db: EntityManager,
    { identity, clock }: SubgraphRequest,
    private readonly resources: Resources,
  ) {
    this.identity = identity;
    this.clock = clock;
    const members = createMemberLoaders(db);
    this.loaders = combineLoaders(
      members,
      createMessageLoaders(db, members),
      createFollowLoaders(db, identity),
      createNotificationLogLoaders(db, identity),
      createAffiliationLoaders(db, identity),
      createRoleLoaders(db, identity),
      createViewerLoaders(db, clock),
      createCaseLoaders(db, identity, members),
    );
  }

  // Commands: they authorise the caller, validate the input and open the transaction.

  get registrations() {
    return new RegistrationCommands(this.db, this.clock, this.identity, this.throttles, this.attempts);
  }

  get signIns() {
    return new SignInCommands(this.db, this.clock, this.identity, this.tokens, this.attempts, this.loaders);
  }

  get sessions() {
    return new SessionCommands(this.db, this.clock, this.identity, this.tokens);
  }

  get devices() {
    return new DeviceCommands(this.db, this.clock, this.identity, this.loaders);
  }

  get passwords() {
    return new PasswordCommands(this.db, this.clock, this.identity, this.throttles, this.attempts);
  }

  get profiles() {
    return new ProfileCommands(this.db, this.clock, this.identity);
  }

  get affiliations() {
    return new AffiliationCommands(this.db, this.clock, this.identity);
  }

  get roles() {
    return new RoleCommands(this.db, this.clock, this.identity);
  }

  get notifications() {
    return new NotificationCommands(this.db, this.clock, this.identity, this.loaders);
  }

  get notificationSettings() {
    return new SettingsCommands(this.db, this.identity);
  }

  get mutes() {
    return new MuteCommands(this.db, this.clock, this.identity);
  }

  get calendars() {
    return new CalendarCommands(this.db, this.clock, this.identity, this.resources.publicUrl);
  }

  get follows() {
    return new FollowCommands(this.db, this.clock, this.identity, this.loaders, this.loaders);
  }

  get cases() {
    return new CaseCommands(this.db, this.clock, this.identity, this.throttles);
  }

  get suspensions() {
    return new SuspensionCommands(this.db, this.clock, this.identity);
  }

  get apiKeys() {
    return new ApiKeyCommands(this.db, this.clock, this.identity);
  }

  get dataExports() {
    return new DataExportCommands(this.db, this.clock, this.identity);
  }

  get erasures() {
    return new ErasureCommands(this.db, this.clock, this.identity, this.attempts);
  }

  get externalAccounts() {
    return new ExternalAccountCommands(this.db, this.clock);
  }

  /** What the member with this identity reads of their notifications: the caller's, or that which `signIn` has just created. */
  notificationsOf(identity: Identity) {
    return createNotificationLoaders(this.db, identity);
  }

  // Stores: trusted. They check no permission.

  get members() {
    return new MemberStore(this.db, this.clock);
  }

  get apiKeyStore() {
    return new ApiKeyStore(this.db, this.clock);
  }

  get sessionStore() {
    return new SessionStore(this.db, this.clock);
  }

  get knownEntities() {
    return new KnownEntityStore(this.db);
  }

  get knownPosts() {
    return new KnownPostStore(this.db);
  }

  get notificationStore() {
    return new NotificationStore(this.db, this.clock);
  }

  get unsubscribing() {
    return new UnsubscribeStore(this.db, this.clock);
  }

  get calendarTokens() {
    return new CalendarTokenStore(this.db, this.clock);
  }

  get throttles() {
    return new ThrottleStore(this.db, this.clock);
  }

  get signingKeys() {
    return new SigningKeyStore(this.db, this.clock);
  }

  get maintenance() {
    return new MaintenanceStore(this.db, this.clock, this.sessionStore, this.signingKeys);
  }

  /** The same object for the whole operation, because it keeps the signing key. */
  get dataExportLinks() {
    return (this.links ??= new DataExportLinks(this.signingKeys, this.clock, this.resources.publicUrl, this.identity));
  }

  private get attempts() {
    return new GuardedAttempts(this.throttles, this.resources.attempts);
  }

  private get tokens() {
    return new TokenIssuer(this.signingKeys, this.clock, this.resources.publicUrl);
  }
}
