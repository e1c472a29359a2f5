import { connectionType, ForwardPageArguments, LanguageTagScalar } from '@wizness/kernel';
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { RatingOrder } from './rating-order';
import { Rating } from './rating.entity';

export const RatingConnection = connectionType('Rating', () => Rating, { items: 'ratings', exactCount: true });

@ObjectType({ description: 'What a member wrote with a score.' })
export class Review {
  @Field(() => String, { nullable: true, description: 'Title; null where the member gave none.' })
  readonly title: string | null;

  @Field(() => String, { description: 'The review, plain text.' })
  readonly body: string;

  @Field(() => LanguageTagScalar, { description: 'Language it is written in.' })
  readonly lang: string;
}

@ArgsType()
export class RatingsArguments extends ForwardPageArguments {
  @Field(() => RatingOrder, {
    nullable: true,
    defaultValue: RatingOrder.MOST_HELPFUL,
    description: 'Which ratings come first; null is MOST_HELPFUL.',
  })
  readonly orderBy?: RatingOrder | null = RatingOrder.MOST_HELPFUL;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only ratings with a review; null is false.',
  })
  readonly withReviewOnly?: boolean | null = false;
}

/** Null for a rating without one. */
export const reviewOf = ({ reviewTitle, reviewBody, reviewLang }: Rating): Review | null =>
  reviewBody === null || reviewLang === null ? null : { title: reviewTitle, body: reviewBody, lang: reviewLang };
