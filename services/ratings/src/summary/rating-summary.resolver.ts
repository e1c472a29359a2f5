import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import type { RatingsContext } from '../context';
import { Rateable } from '../subject/subject.types';
import { RatingSummary } from './rating-summary.entity';

@Resolver(() => Rateable)
export class RateableSummaryResolver {
  @FieldResolver(() => RatingSummary, {
    nullable: true,
    description: 'What its ratings come to; all zeros where nobody rated it, null only while ratings can not tell.',
  })
  ratingSummary(@Root() { id }: Rateable, @Ctx() { loaders }: RatingsContext) {
    return loaders.summaryBySubjectId.load(id);
  }
}

@Resolver(() => RatingSummary)
export class RatingSummaryResolver {
  @FieldResolver(() => Float, {
    description:
      'What it is ranked by, 1 to 5: the mean of its ratings and of ten more at the mean of its kind (3 where nothing ' +
      'of that kind is rated). Not for showing: show `average` with `count`.',
  })
  async bayesianAverage(@Root() { subjectId }: RatingSummary, @Ctx() { loaders }: RatingsContext) {
    return Number((await loaders.bayesianAverageBySubjectId.load(subjectId)).average);
  }
}
