import { connectionType, ForwardPageArguments, LanguageTagScalar } from '@wizness/kernel';
import { ArgsType, Field, ObjectType } from 'type-graphql';
import { Rating } from './rating.entity';
import { RatingOrder } from './rating.enums';

export const RatingConnection = connectionType('Rating', () => Rating, { items: 'ratings' });

@ObjectType({ description: 'The text of a rating.' })
export class Review {
  @Field(() => String, { nullable: true, description: 'Title; null if the member gave none.' })
  readonly title: string | null;

  @Field(() => String, { description: 'The review as plain text.' })
  readonly body: string;

  @Field(() => LanguageTagScalar, { description: 'Language of the review.' })
  readonly lang: string;
}

@ArgsType()
export class RatingsArguments extends ForwardPageArguments {
  @Field(() => RatingOrder, {
    nullable: true,
    defaultValue: RatingOrder.MOST_HELPFUL,
    description: 'Order of the ratings; null is MOST_HELPFUL.',
  })
  readonly orderBy?: RatingOrder | null = RatingOrder.MOST_HELPFUL;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only ratings with a review; null is false.',
  })
  readonly withReviewOnly?: boolean | null = false;
}

/** The review of a rating, or null if it has none. */
export const reviewOf = ({ reviewTitle, reviewBody, reviewLang }: Rating): Review | null =>
  reviewBody === null || reviewLang === null ? null : { title: reviewTitle, body: reviewBody, lang: reviewLang };
