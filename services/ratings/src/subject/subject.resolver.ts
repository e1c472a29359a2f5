import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RatingsContext } from '../context';
import { RateableConnection, TopRatedArguments } from './subject.types';

@Resolver()
export class TopRatedResolver {
  @Query(() => RateableConnection, {
    nullable: true,
    description:
      'Rated subjects: first those with at least three ratings, then the others, each the best `bayesianAverage` first. Null only if ratings is unavailable.',
  })
  topRated(@Args(() => TopRatedArguments) args: TopRatedArguments, @Ctx() { loaders }: RatingsContext) {
    return loaders.topRated(args);
  }
}
