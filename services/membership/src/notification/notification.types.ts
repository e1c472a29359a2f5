import { connectionType, CursorScalar, ForwardPageArguments, idPrefix, UserError } from '@wizness/kernel';
import { ArgsType, createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Member } from '../member/member.entity';
import { ModerationCase } from '../moderation/case.entity';
import { CommentReference, PostReference, RatingReference } from '../references';
import { USER_ERRORS } from '../user-errors-field';
import { Viewer } from '../viewer/viewer.types';
import { Notification } from './notification.entity';
import { NotificationKind } from './notification.enums';

export const NotificationConnection = connectionType('Notification', () => Notification, { items: 'notifications' });

export const NotificationSubject = createUnionType({
  name: 'NotificationSubject',
  description: 'What a notification can point to.',
  types: () => [PostReference, CommentReference, RatingReference, Member, ModerationCase] as const,
  resolveType: ({ id }) =>
    ({ post: PostReference, comment: CommentReference, rating: RatingReference, member: Member, case: ModerationCase })[
      idPrefix(id) ?? ''
    ],
});

@InputType({ description: 'Which notifications. All given conditions hold. Null is not a condition.' })
export class NotificationFilter {
  @Field(() => [NotificationKind], {
    nullable: true,
    description: 'One of these kinds. An empty list matches nothing.',
  })
  readonly kinds?: readonly NotificationKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only unread ones (true), or only read ones (false).' })
  readonly unread?: boolean | null;
}

@ArgsType()
export class NotificationsArguments extends ForwardPageArguments {
  @Field(() => NotificationFilter, { nullable: true, description: 'Which notifications. Null is all.' })
  readonly filter?: NotificationFilter | null;
}

@InputType({ description: 'Which notifications to mark as read. Exactly one field is given.' })
export class MarkNotificationsReadInput {
  @Field(() => [ID], { nullable: true, description: 'These, at most 100.' })
  readonly ids?: readonly string[] | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'The one with this cursor and all older ones: the cursor of the first one that is shown.',
  })
  readonly upTo?: string | null;
}

@ObjectType({ description: 'Result of `markNotificationsRead`.' })
export class MarkNotificationsReadPayload {
  @Field(() => Viewer, { nullable: true, description: 'The caller, with the new count. Null if refused.' })
  readonly viewer: Viewer | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
