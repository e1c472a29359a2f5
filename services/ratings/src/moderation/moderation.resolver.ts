import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RatingsContext } from '../context';
import { FlagRatingInput, FlagRatingPayload, ModerateRatingInput, ModerateRatingPayload } from './moderation.types';

@Resolver()
export class ModerationResolver {
  @Mutation(() => FlagRatingPayload, { description: 'Reports a rating to the moderators.' })
  flagRating(
    @Arg('input', () => FlagRatingInput, { description: 'The report.' }) input: FlagRatingInput,
    @Ctx() { moderation }: RatingsContext,
  ) {
    return moderation.flag(input);
  }

  @Mutation(() => ModerateRatingPayload, {
    description:
      'Moderators: hides, shows or removes a rating, or dismisses the reports about it. Takes effect at once, in the summary too.',
  })
  async moderateRating(
    @Arg('input', () => ModerateRatingInput, { description: 'The decision.' }) input: ModerateRatingInput,
    @Ctx() { moderation, loaders }: RatingsContext,
  ) {
    const { rating, userErrors } = await moderation.moderate(input);
    return { rating, subject: rating && (await loaders.subjectById.load(rating.subjectId)), userErrors };
  }
}
