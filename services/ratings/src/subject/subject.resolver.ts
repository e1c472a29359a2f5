import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { RatingsContext } from '../context';
import { RateableConnection, TopRatedArguments } from './subject.types';

@Resolver()
export class TopRatedResolver {
  @Query(() => RateableConnection, {
    nullable: true,
    description:
      'What is rated best, by Bayesian average, so that one enthusiast does not outrank fifty. Null while ratings can not tell.',
  })
  topRated(@Args(() => TopRatedArguments) args: TopRatedArguments, @Ctx() { subjects }: RatingsContext) {
    return subjects.topRated(args);
  }
}
