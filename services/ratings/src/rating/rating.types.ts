import { connectionType, DateTimeScalar, ForwardPageArguments, LanguageTagScalar } from '@wizness/kernel';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
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

@ObjectType({ description: 'An earlier version of a rating.' })
export class RatingRevision {
  @Field(() => Int, { description: 'Number of the version, from 1.' })
  readonly revision: number;

  @Field(() => Int, { description: 'Score, 1 to 5.' })
  readonly score: number;

  @Field(() => Review, { nullable: true, description: 'The review; null for a score only.' })
  readonly review: Review | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  readonly createdAt: Date;
}

@InputType({
  description:
    'Which ratings. All given conditions hold. Null is not a condition. An empty list matches nothing. Lists have at most 100 items.',
})
export class RatingFilter {
  @Field(() => Boolean, { nullable: true, description: 'With (true) or without (false) a review.' })
  readonly hasReview?: boolean | null;

  @Field(() => [Int], { nullable: true, description: 'One of these scores, 1 to 5.' })
  readonly scores?: readonly number[] | null;

  @Field(() => [LanguageTagScalar], { nullable: true, description: 'With a review in one of these languages.' })
  readonly langs?: readonly string[] | null;
}

const FILTER = { nullable: true, description: 'Which ratings. Null is all visible ones.' };

/** Arguments of the ratings of a subject. */
@ArgsType()
export class RatingsArguments extends ForwardPageArguments {
  @Field(() => RatingFilter, FILTER)
  readonly filter?: RatingFilter | null;

  @Field(() => RatingOrder, {
    nullable: true,
    defaultValue: RatingOrder.MOST_HELPFUL,
    description: 'Order. Null is MOST_HELPFUL.',
  })
  readonly orderBy?: RatingOrder | null = RatingOrder.MOST_HELPFUL;
}

/** Arguments of the ratings that a member gave. */
@ArgsType()
export class RatingsGivenArguments extends ForwardPageArguments {
  @Field(() => RatingFilter, FILTER)
  readonly filter?: RatingFilter | null;

  @Field(() => RatingOrder, {
    nullable: true,
    defaultValue: RatingOrder.NEWEST,
    description: 'Order. Null is NEWEST.',
  })
  readonly orderBy?: RatingOrder | null = RatingOrder.NEWEST;
}

/** The review of a rating, or null if it has none. */
export const reviewOf = ({
  reviewTitle,
  reviewBody,
  reviewLang,
}: Pick<Rating, 'reviewTitle' | 'reviewBody' | 'reviewLang'>): Review | null =>
  reviewBody === null || reviewLang === null ? null : { title: reviewTitle, body: reviewBody, lang: reviewLang };
