import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';

@InputType({ description: 'Whom or what it is about.' })
export class FollowInput {
  @Field(() => ID, { description: 'Id of a member, a topic or an organisation.' })
  readonly id: string;
}

@ObjectType({ description: 'What came of following, or of following no more.' })
export class FollowPayload {
  @Field(() => Boolean, { description: 'Whether the member who asks follows it now.' })
  readonly following: boolean;

  @Field(() => [UserError], { description: 'What the user can mend; empty where it worked.' })
  readonly userErrors: readonly UserError[];
}
