import { LanguageTagScalar, UserError } from '@wizness/kernel';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { Rateable } from '../subject/subject.types';
import type { NewReview } from './check-rating';
import { Rating } from './rating.entity';

const USER_ERRORS = { description: 'Errors that the user can correct; empty on success.' };
const RATING = { nullable: true, description: 'The rating; null if refused.' };

@InputType({ description: 'The text of a rating.' })
export class ReviewInput implements NewReview {
  @Field(() => String, { nullable: true, description: 'Title, at most 200 code points. Null: none.' })
  readonly title?: string | null;

  @Field(() => String, { description: 'Plain text, 1 to 10,000 code points.' })
  readonly body: string;

  @Field(() => LanguageTagScalar, { description: 'Language of the review.' })
  readonly lang: string;
}

@InputType({ description: 'A rating.' })
export class RateInput {
  @Field(() => ID, { description: 'Id of what is rated.' })
  readonly subjectId: string;

  // Not Int: a score such as 4.5 is then an error that the user can correct.
  @Field(() => Float, { description: 'A whole number from 1 (worst) to 5 (best).' })
  readonly score: number;

  @Field(() => ReviewInput, {
    nullable: true,
    description: 'Review. Null: a score only; an earlier review is removed.',
  })
  readonly review?: ReviewInput | null;
}

@InputType({ description: 'The rating to take back.' })
export class RemoveRatingInput {
  @Field(() => ID, { description: 'Id of what is rated.' })
  readonly subjectId: string;
}

@InputType({ description: 'A vote on a rating.' })
export class VoteRatingHelpfulInput {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly ratingId: string;

  @Field(() => Boolean, { nullable: true, description: 'Helpful or not. Null takes the vote back.' })
  readonly helpful?: boolean | null;
}

@InputType({ description: 'An answer to a rating.' })
export class ReplyToRatingInput {
  @Field(() => ID, { description: 'Id of the rating.' })
  readonly ratingId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Plain text, 1 to 5,000 code points. Null removes the answer.',
  })
  readonly body?: string | null;
}

@ObjectType({ description: 'Result of `rate`.' })
export class RatePayload {
  @Field(() => Rating, RATING)
  readonly rating: Rating | null;

  @Field(() => Rateable, { nullable: true, description: 'What is rated, with its new summary; null if refused.' })
  readonly subject: { readonly id: string } | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `removeRating`.' })
export class RemoveRatingPayload {
  @Field(() => Rateable, { nullable: true, description: 'What was rated, with its new summary; null if refused.' })
  readonly subject: { readonly id: string } | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `voteRatingHelpful`.' })
export class VoteRatingHelpfulPayload {
  @Field(() => Rating, RATING)
  readonly rating: Rating | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}

@ObjectType({ description: 'Result of `replyToRating`.' })
export class ReplyToRatingPayload {
  @Field(() => Rating, RATING)
  readonly rating: Rating | null;

  @Field(() => [UserError], USER_ERRORS)
  readonly userErrors: readonly UserError[];
}
