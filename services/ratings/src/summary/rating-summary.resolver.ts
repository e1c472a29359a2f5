import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RatingsContext } from '../context';
import { Rateable } from '../subject/subject.types';
import { RatingSummary } from './rating-summary.entity';

@Resolver(() => Rateable)
export class RateableSummaryResolver {
  @FieldResolver(() => RatingSummary, {
    nullable: true,
    description:
      'Counts and averages of its ratings: all zeros without ratings, null only if the ratings service is unavailable.',
  })
  ratingSummary(@Root() { id }: Rateable, @Ctx() { loaders }: RatingsContext) {
    return loaders.summaryOf(id);
  }
}
