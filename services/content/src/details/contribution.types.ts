import { UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Post } from '../post/post.entity';
import { USER_ERRORS } from '../user-errors-field';

@InputType({ description: 'A contribution to a challenge.' })
export class ContributeToChallengeInput {
  @Field(() => ID, { description: "Id of the challenge's post." })
  readonly challengeId: string;

  @Field(() => ID, { description: 'Id of the contributed post, written by the caller and published.' })
  readonly postId: string;
}

@InputType({ description: 'A contribution to a challenge that is taken back or rejected.' })
export class WithdrawContributionInput {
  @Field(() => ID, { description: "Id of the challenge's post." })
  readonly challengeId: string;

  @Field(() => ID, { description: 'Id of the contributed post.' })
  readonly postId: string;
}

@ObjectType({ description: 'Result of `contributeToChallenge`.' })
export class ContributeToChallengePayload {
  @Field(() => Post, { nullable: true, description: 'The challenge. Null if refused.' })
  readonly challenge: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `withdrawContribution`.' })
export class WithdrawContributionPayload {
  @Field(() => Post, { nullable: true, description: 'The challenge. Null if refused.' })
  readonly challenge: Post | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
