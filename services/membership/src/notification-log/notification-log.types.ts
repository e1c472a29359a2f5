import { CursorScalar, DateTimeScalar, logConnectionType } from '@wizness/kernel';
import { ArgsType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'A notification of the caller that is new, or has more news. Entries are ordered by `cursor`.',
})
export class NotificationEvent {
  @Field(() => ID, { description: 'Id of the entry, the same wherever it is read. Prefix `notificationevent_`.' })
  readonly id: string;

  @Field(() => CursorScalar, { description: 'Position in the log. Send it as `after` to continue behind this entry.' })
  readonly cursor: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly occurredAt: Date;

  readonly notificationId: string;
}

export const NotificationEventConnection = logConnectionType('NotificationEvent', () => NotificationEvent);

@ArgsType()
export class NotificationReceivedArguments {
  @Field(() => CursorScalar, { nullable: true, description: 'Continue behind this cursor. Null: only what is new.' })
  readonly after?: string | null;
}
