import { defineSubgraph, mergesConsumer } from '@wizness/kernel';
import './account/role.enums';
import { AffiliationResolver, OrganisationDomainsResolver } from './affiliation/affiliation.resolver';
import { MemberAffiliation } from './affiliation/affiliation.types';
import { AccountResolver } from './account/account.resolver';
import { ApiKeyResolver } from './api-key/api-key.resolver';
import { MembershipContext, type Resources } from './context';
import { type MembershipSettings, membershipSettings } from './environment';
import {
  FollowResolver,
  MemberFollowResolver,
  OrganisationFollowResolver,
  TopicFollowResolver,
} from './follow/follow.resolver';
import { procedures } from './internal-api';
import { sendMailHandler } from './mail/mail.job';
import { maintenanceHandler } from './maintenance/maintenance.job';
import { MuteResolver } from './mute/mute.resolver';
import { NotificationResolver, ViewerNotificationsResolver } from './notification/notification.resolver';
import { CalendarResolver } from './calendar/calendar.resolver';
import { eventNewsConsumer } from './notification/event-news.consumer';
import { contentNewsConsumer } from './notification/content-news.consumer';
import { digestHandlers } from './digest/digest.job';
import { planMailHandlers } from './notification/plan-mail';
import { NotificationEventResolver } from './notification-log/notification-log.resolver';
import { sendNotificationMailHandler } from './notification/send-mail.job';
import { webhookDisabledConsumer } from './mail/webhook-disabled.consumer';
import { ratingsNewsConsumer } from './notification/ratings-news.consumer';
import { StatementResolver } from './moderation/statement.resolver';
import { caseConsumers } from './moderation/case.consumer';
import {
  ModerationCaseResolver,
  ModerationLogEntryResolver,
  ModerationMutationsResolver,
  ViewerModerationResolver,
} from './moderation/case.resolver';
import { endSuspensionHandler } from './moderation/suspension.store';
import { knownEntityConsumers } from './projection/known-entity.consumer';
import { DataExportResolver } from './privacy/data-export.resolver';
import { ErasureResolver } from './privacy/erasure.resolver';
import { personalData } from './privacy/personal-data';
import { createMailer } from './mail/mailer';
import { createMayMail } from './mail/may-mail';
import { Member } from './member/member.entity';
import { MemberResolver, OrganisationMembersResolver } from './member/member.resolver';
import { CommentReference, OrganisationReference, PostReference, RatingReference, TopicReference } from './references';
import { MemberRolesResolver, RoleChangeResolver } from './role/role.resolver';
import { DeviceResolver } from './device/device.resolver';
import { SessionResolver } from './session/session.resolver';
import { storage } from './storage';
import { AttemptQueue } from './throttle/attempt-queue';
import { ViewerResolver } from './viewer/viewer.resolver';

export const membership = defineSubgraph<MembershipContext, MembershipSettings, Resources>({
  name: 'membership',
  settings: membershipSettings,
  resolvers: [
    MemberResolver,
    OrganisationMembersResolver,
    ViewerResolver,
    AccountResolver,
    SessionResolver,
    DeviceResolver,
    ApiKeyResolver,
    FollowResolver,
    MemberFollowResolver,
    OrganisationFollowResolver,
    TopicFollowResolver,
    AffiliationResolver,
    OrganisationDomainsResolver,
    ViewerNotificationsResolver,
    NotificationResolver,
    NotificationEventResolver,
    MuteResolver,
    CalendarResolver,
    MemberRolesResolver,
    RoleChangeResolver,
    DataExportResolver,
    ErasureResolver,
    ModerationCaseResolver,
    ModerationLogEntryResolver,
    StatementResolver,
    ViewerModerationResolver,
    ModerationMutationsResolver,
  ],
  types: [
    Member,
    MemberAffiliation,
    OrganisationReference,
    TopicReference,
    PostReference,
    CommentReference,
    RatingReference,
  ],
  references: {
    Member: ({ id, handle }, { loaders }) =>
      id ? loaders.memberById.load(id) : loaders.memberByHandle.load(handle ?? ''),
    Organisation: ({ id }) => ({ id }),
    Topic: ({ id }) => ({ id }),
  },
  storage,
  consumers: [
    ...knownEntityConsumers,
    mergesConsumer(),
    contentNewsConsumer,
    webhookDisabledConsumer,
    eventNewsConsumer,
    ratingsNewsConsumer,
    ...caseConsumers,
  ],
  personalData,
  procedures,
  createResources: (settings, log) => ({
    attempts: new AttemptQueue(),
    mailer: createMailer(settings),
    mayMail: createMayMail(settings, log),
    publicUrl: settings.publicUrl,
  }),
  jobs: (resources) => {
    const { mailer, mayMail, publicUrl } = resources;
    const mails = [
      sendMailHandler(mailer, publicUrl),
      sendNotificationMailHandler(mailer, publicUrl),
      ...digestHandlers(mailer, publicUrl),
    ];
    return [
      ...mails.map((handler) => ({ ...handler, mayRun: mayMail })),
      ...planMailHandlers,
      maintenanceHandler(resources),
      endSuspensionHandler,
    ];
  },
  createContext: (db, request, resources) => new MembershipContext(db, request, resources),
});
