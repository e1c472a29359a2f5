import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RatingsContext } from '../context';
import { MemberReference } from '../references';
import { RatingReply } from '../reply/reply.types';
import { Rateable } from '../subject/subject.types';
import { Rating } from './rating.entity';
import {
  RatingConnection,
  RatingRevision,
  RatingsArguments,
  RatingsGivenArguments,
  Review,
  reviewOf,
} from './rating.types';

@Resolver(() => Rating)
export class RatingResolver {
  @FieldResolver(() => Rateable, {
    nullable: true,
    description: 'The subject that is rated; null if its service is unavailable.',
  })
  subject(@Root() { subjectId }: Rating, @Ctx() { loaders }: RatingsContext) {
    return loaders.subjectById.load(subjectId);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'The member who rated; null if their account was erased, or if the membership service is unavailable.',
  })
  author(@Root() { memberId }: Rating) {
    return memberId && { id: memberId };
  }

  @FieldResolver(() => Review, { nullable: true, description: 'The review; null for a score without one.' })
  review(@Root() rating: Rating) {
    return reviewOf(rating);
  }

  @FieldResolver(() => [RatingRevision], {
    description:
      'Earlier versions, the latest first, at most 20. Only for its author and moderators; empty for others.',
  })
  async history(@Root() rating: Rating, @Ctx() { loaders }: RatingsContext) {
    if (!loaders.maySeeHistory(rating)) return [];
    const revisions = await loaders.revisionsOfRating.load(rating.id);
    return revisions.map((row) => ({ ...row, review: reviewOf(row) }));
  }

  @FieldResolver(() => RatingReply, {
    nullable: true,
    description: 'Answer of the rated organisation; null if there is none.',
  })
  async reply(@Root() { id, revision }: Rating, @Ctx() { loaders }: RatingsContext) {
    const reply = await loaders.replyByRatingId.load(id);
    if (!reply) return null;
    const { memberId, organisationId, body, createdAt, ratingRevision } = reply;
    const author = memberId && { id: memberId };
    return { author, organisation: { id: organisationId }, body, createdAt, ratingChanged: ratingRevision < revision };
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether the viewer found the rating helpful; null if they did not vote, for an anonymous viewer, and for an API key without PROFILE_READ.',
  })
  viewerVote(@Root() rating: Rating, @Ctx() { loaders }: RatingsContext) {
    return loaders.viewerVoteOn(rating);
  }
}

@Resolver(() => Rateable)
export class RateableRatingsResolver {
  @FieldResolver(() => RatingConnection, {
    nullable: true,
    description: 'Its ratings, one per member. Null only if ratings is unavailable.',
  })
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
      "The viewer's own rating of the subject, even if a moderator holds it back; null if they gave none, for an anonymous viewer, and for an API key without PROFILE_READ.",
  })
  viewerRating(@Root() { id }: Rateable, @Ctx() { loaders }: RatingsContext) {
    return loaders.viewerRatingOf(id);
  }
}

@Resolver(() => MemberReference)
export class MemberRatingsResolver {
  @FieldResolver(() => RatingConnection, {
    nullable: true,
    description: 'Visible ratings that the member gave. Null only if ratings is unavailable.',
  })
  ratingsGiven(
    @Root() { id }: MemberReference,
    @Args(() => RatingsGivenArguments) args: RatingsGivenArguments,
    @Ctx() { loaders }: RatingsContext,
  ) {
    return loaders.ratingsOfMember(args).load(id);
  }
}
