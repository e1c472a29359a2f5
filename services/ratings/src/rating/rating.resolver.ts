import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RatingsContext } from '../context';
import { MemberReference } from '../references';
import { Rateable } from '../subject/subject.types';
import { Rating } from './rating.entity';
import { RatingConnection, RatingsArguments, Review, reviewOf } from './rating.types';

@Resolver(() => Rating)
export class RatingResolver {
  @FieldResolver(() => Rateable, { nullable: true, description: 'What is rated; null while its service can not tell.' })
  subject(@Root() { subjectId }: Rating, @Ctx() { loaders }: RatingsContext) {
    return loaders.subjectById.load(subjectId);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Who rated; null once they have left, and while membership can not tell.',
  })
  author(@Root() { memberId }: Rating) {
    return memberId && { id: memberId };
  }

  @FieldResolver(() => Review, { nullable: true, description: 'What the author wrote; null for a score alone.' })
  review(@Root() rating: Rating) {
    return reviewOf(rating);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether who asks found it helpful; null where they did not say, for a visitor, and for an API key without PROFILE_READ.',
  })
  async viewerVote(@Root() { id, memberId }: Rating, @Ctx() { loaders, identity }: RatingsContext) {
    // Nobody votes on their own rating.
    if (memberId === identity.memberId) return null;
    return (await loaders.viewerVoteByRatingId.load(id))?.helpful ?? null;
  }
}

@Resolver(() => Rateable)
export class RateableRatingsResolver {
  @FieldResolver(() => RatingConnection, { nullable: true, description: 'Its ratings, one for each member who rated.' })
  ratings(
    @Root() { id }: Rateable,
    @Args(() => RatingsArguments) args: RatingsArguments,
    @Ctx() { loaders }: RatingsContext,
  ) {
    return loaders.ratingsOfSubject(args).load(id);
  }

  @FieldResolver(() => Rating, {
    nullable: true,
    description:
      'The rating that who asks gave, also while it is held back; null where they gave none, for a visitor, and for an API key without PROFILE_READ.',
  })
  viewerRating(@Root() { id }: Rateable, @Ctx() { loaders }: RatingsContext) {
    return loaders.viewerRatingBySubjectId.load(id);
  }
}

@Resolver(() => MemberReference)
export class MemberRatingsResolver {
  @FieldResolver(() => RatingConnection, {
    nullable: true,
    description: 'Ratings that the member gave, newest first.',
  })
  ratingsGiven(
    @Root() { id }: MemberReference,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: RatingsContext,
  ) {
    return loaders.ratingsOfMember(args).load(id);
  }
}
