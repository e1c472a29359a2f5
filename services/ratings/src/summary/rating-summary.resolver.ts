import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
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
    return loaders.summaryBySubjectId.load(id);
  }
}

@Resolver(() => RatingSummary)
export class RatingSummaryResolver {
  @FieldResolver(() => Float, {
    description:
      'The value that subjects are ranked by, 1 to 5: the mean of its ratings and of ten more at the mean of its kind ' +
      '(3 if no subject of the kind is rated). Do not display it: display `average` with `count`.',
  })
  async bayesianAverage(@Root() { subjectId }: RatingSummary, @Ctx() { loaders }: RatingsContext) {
    return Number((await loaders.bayesianAverageBySubjectId.load(subjectId)).average);
  }
}
