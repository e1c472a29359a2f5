import { FlagReason, ModerationStatus, StatementInput, UserError } from '@wizness/kernel';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Rating } from '../rating/rating.entity';
import { Rateable } from '../subject/subject.types';

const RATING = { nullable: true, description: 'The rating; null if refused.' };
const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };

@InputType({ description: 'A report about a rating.' })
export class FlagRatingInput {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly ratingId: string;

  @Field(() => FlagReason, { description: 'Reason.' })
  readonly reason: FlagReason;

  @Field(() => String, {
    nullable: true,
    description: 'Note for the moderators, at most 1,000 code points. Null: none; refused for ILLEGAL and OTHER.',
  })
  readonly note?: string | null;
}

@InputType({ description: 'A decision about a rating.' })
export class ModerateRatingInput {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly ratingId: string;

  @Field(() => ModerationStatus, { description: 'New state: VISIBLE, HIDDEN or REMOVED.' })
  readonly status: ModerationStatus;

  @Field(() => StatementInput, { description: 'Reasons, for the member concerned.' })
  readonly statement: StatementInput;
}

@ObjectType({ description: 'Result of `flagRating`.' })
export class FlagRatingPayload {
  @Field(() => Rating, RATING)
  readonly rating: Rating | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `moderateRating`.' })
export class ModerateRatingPayload {
  @Field(() => Rating, RATING)
  readonly rating: Rating | null;

  @Field(() => Rateable, { nullable: true, description: 'What is rated, with its new summary; null if refused.' })
  readonly subject: { readonly id: string } | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
