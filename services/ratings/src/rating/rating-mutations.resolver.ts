import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RatingsContext } from '../context';
import {
  RateInput,
  RatePayload,
  RemoveRatingInput,
  RemoveRatingPayload,
  ReplyToRatingInput,
  ReplyToRatingPayload,
  VoteRatingHelpfulInput,
  VoteRatingHelpfulPayload,
} from './rating-mutations.types';
import type { RatingResult } from './rating.commands';

const withSubject = async ({ rating, userErrors }: RatingResult, { loaders }: RatingsContext) => ({
  rating,
  subject: rating && (await loaders.subjectById.load(rating.subjectId)),
  userErrors,
});

@Resolver()
export class RatingMutationsResolver {
  @Mutation(() => RatePayload, {
    description: "Gives or changes the caller's rating. Own posts and the own organisation are refused.",
  })
  async rate(
    @Arg('input', () => RateInput, { description: 'The rating.' }) input: RateInput,
    @Ctx() context: RatingsContext,
  ) {
    return withSubject(await context.ratings.rate(input), context);
  }

  @Mutation(() => RemoveRatingPayload, { description: "Takes the caller's rating back." })
  async removeRating(
    @Arg('input', () => RemoveRatingInput, { description: 'The rating to take back.' }) input: RemoveRatingInput,
    @Ctx() context: RatingsContext,
  ) {
    return withSubject(await context.ratings.remove(input), context);
  }

  @Mutation(() => VoteRatingHelpfulPayload, {
    description: "Votes whether a rating is helpful. Not on one's own.",
  })
  voteRatingHelpful(
    @Arg('input', () => VoteRatingHelpfulInput, { description: 'The vote.' }) input: VoteRatingHelpfulInput,
    @Ctx() { votes }: RatingsContext,
  ) {
    return votes.vote({ ratingId: input.ratingId, helpful: input.helpful ?? null });
  }

  @Mutation(() => ReplyToRatingPayload, {
    description:
      'Answers a rating, or changes or removes the answer. Members whose affiliation with the rated organisation is confirmed.',
  })
  replyToRating(
    @Arg('input', () => ReplyToRatingInput, { description: 'The answer.' }) input: ReplyToRatingInput,
    @Ctx() { replies }: RatingsContext,
  ) {
    return replies.reply(input);
  }
}
