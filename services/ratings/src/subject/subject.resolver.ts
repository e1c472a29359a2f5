import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RatingsContext } from '../context';
import { RateableConnection, TopRatedArguments } from './subject.types';

@Resolver()
export class TopRatedResolver {
  @Query(() => RateableConnection, {
    nullable: true,
    description:
      'The subjects with the best ratings, by Bayesian average: a single perfect rating does not outrank fifty good ones. Null if the ratings service is unavailable.',
  })
  topRated(@Args(() => TopRatedArguments) args: TopRatedArguments, @Ctx() { loaders }: RatingsContext) {
    return loaders.topRated(args);
  }
}
