import { badUserInput, ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { MembershipContext } from '../context';
import { Notification } from '../notification/notification.entity';
import {
  NotificationEvent,
  NotificationEventConnection,
  NotificationReceivedArguments,
} from './notification-log.types';

/** The gateway runs a subscription: it reads the log with `notificationEvents`. */
const subscribe = (): never => {
  throw badUserInput('Subscribe at the gateway, or poll `notificationEvents`.');
};

@Resolver(() => NotificationEvent)
export class NotificationEventResolver {
  @Directive(
    '@listSize(slicingArguments: ["first"], sizedFields: ["edges", "nodes"], requireOneSlicingArgument: false)',
  )
  @Query(() => NotificationEventConnection, {
    nullable: true,
    description:
      'The log of the notifications of the caller, the oldest entry first, for programs that poll: keep `pageInfo.endCursor` and send it as `after`. Empty for an anonymous caller, and for an API key without PROFILE_READ. Null only if membership is unavailable.',
  })
  notificationEvents(
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: MembershipContext,
  ) {
    return loaders.notificationEvents(args);
  }

  @Subscription(() => NotificationEvent, {
    subscribe,
    description:
      'Notifications of the caller as they arrive or have more news, from `after` on, then live. The entries of `notificationEvents`.',
  })
  notificationReceived(
    @Root() event: NotificationEvent,
    @Args(() => NotificationReceivedArguments) applied: NotificationReceivedArguments,
  ) {
    void applied;
    return event;
  }

  @FieldResolver(() => Notification, {
    nullable: true,
    description:
      'The notification as it is now. Null if it is gone, or about a post that the caller may no longer see.',
  })
  notification(@Root() { notificationId }: NotificationEvent, @Ctx() { loaders }: MembershipContext) {
    return loaders.notificationById.load(notificationId);
  }
}
