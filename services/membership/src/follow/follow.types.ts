import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'The target of a follow.' })
export class FollowInput {
  @Field(() => ID, { description: 'Id of a member, a topic or an organisation.' })
  readonly id: string;
}

@ObjectType({ description: 'Result of `follow` and `unfollow`.' })
export class FollowPayload {
  @Field(() => Boolean, { description: 'Whether the caller follows the target now.' })
  readonly following: boolean;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
