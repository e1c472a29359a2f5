import { connectionType, ForwardPageArguments, UserError } from '@wizness/kernel';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Post } from '../post/post.entity';
import { USER_ERRORS } from '../user-errors-field';
import { Rsvp } from './rsvp.entity';
import { RsvpStatus } from './rsvp.enums';

export const RsvpConnection = connectionType('Rsvp', () => Rsvp, { items: 'answers' });

@InputType({
  description: 'Which answers. All given conditions hold. Null is not a condition. An empty list matches nothing.',
})
export class RsvpFilter {
  @Field(() => [RsvpStatus], { nullable: true, description: 'One of these answers.' })
  readonly statuses?: readonly RsvpStatus[] | null;
}

@ArgsType()
export class RsvpsArguments extends ForwardPageArguments {
  @Field(() => RsvpFilter, { nullable: true, description: 'Which answers. Null is all.' })
  readonly filter?: RsvpFilter | null;
}

@InputType({ description: 'An answer to an event.' })
export class SetRsvpInput {
  @Field(() => ID, { description: "Id of the event's post." })
  readonly postId: string;

  @Field(() => Boolean, { description: 'Whether the member comes.' })
  readonly going: boolean;
}

@ObjectType({ description: 'Result of `setRsvp`.' })
export class SetRsvpPayload {
  @Field(() => Post, { nullable: true, description: "The event's post. Null if refused." })
  readonly post: Post | null;

  @Field(() => Rsvp, { nullable: true, description: 'The answer. Null if refused.' })
  readonly rsvp: Rsvp | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
