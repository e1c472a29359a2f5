import { LANG, languagesFor, LanguageTagScalar } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Member } from '../member/member.entity';
import { Viewer } from '../viewer/viewer.types';
import { Notification } from './notification.entity';
import {
  MarkNotificationsReadInput,
  MarkNotificationsReadPayload,
  NotificationConnection,
  NotificationsArguments,
  NotificationSubject,
} from './notification.types';
import {
  NotificationSettings,
  UpdateNotificationSettingsInput,
  UpdateNotificationSettingsPayload,
} from './settings.types';

@Resolver(() => Viewer)
export class ViewerNotificationsResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @FieldResolver(() => NotificationConnection, {
    description:
      'Notifications, the newest first. Empty for an API key without PROFILE_READ. A notification about a post that the member may no longer see is left out.',
  })
  notifications(
    @Args(() => NotificationsArguments) args: NotificationsArguments,
    @Root() { identity }: Viewer,
    @Ctx() context: MembershipContext,
  ) {
    return context.notificationsOf(identity).notifications(args);
  }

  @FieldResolver(() => Int, {
    description: 'Number of unread notifications, at most 100. 0 for an API key without PROFILE_READ.',
  })
  unreadNotificationCount(@Root() { identity }: Viewer, @Ctx() context: MembershipContext) {
    return context.notificationsOf(identity).unreadNotificationCount();
  }

  @FieldResolver(() => NotificationSettings, {
    description: 'What is sent to the member, and how. The defaults for an API key without PROFILE_READ.',
  })
  notificationSettings(@Root() { identity }: Viewer, @Ctx() context: MembershipContext) {
    return context.notificationsOf(identity).settings();
  }

  @Mutation(() => MarkNotificationsReadPayload, { description: 'Marks notifications of the caller as read.' })
  markNotificationsRead(
    @Arg('input', () => MarkNotificationsReadInput, { description: 'Which notifications.' })
    input: MarkNotificationsReadInput,
    @Ctx() { notifications }: MembershipContext,
  ) {
    return notifications.markRead(input);
  }

  @Mutation(() => UpdateNotificationSettingsPayload, { description: 'Changes what is sent to the caller, and how.' })
  updateNotificationSettings(
    @Arg('input', () => UpdateNotificationSettingsInput, { description: 'The changes.' })
    input: UpdateNotificationSettingsInput,
    @Ctx() { notificationSettings }: MembershipContext,
  ) {
    return notificationSettings.update(input);
  }
}

@Resolver(() => Notification)
export class NotificationResolver {
  @FieldResolver(() => String, { description: 'One sentence.' })
  async message(
    @Root() notification: Notification,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { loaders, identity }: MembershipContext,
  ) {
    return loaders.messageOf(notification, languagesFor(lang, identity));
  }

  @FieldResolver(() => NotificationSubject, {
    nullable: true,
    description: 'What it points to. Null if its owner is unavailable or it is gone.',
  })
  subject(@Root() { subjectId }: Notification, @Ctx() { loaders }: MembershipContext) {
    if (subjectId.startsWith('member_')) return loaders.memberById.load(subjectId);
    return subjectId.startsWith('case_') ? loaders.caseById.load(subjectId) : { id: subjectId };
  }

  @FieldResolver(() => [Member], { description: 'The members who caused it, the latest first. At most 3.' })
  actors(@Root() { id }: Notification, @Ctx() { loaders }: MembershipContext) {
    return loaders.actorsOf(id);
  }
}
