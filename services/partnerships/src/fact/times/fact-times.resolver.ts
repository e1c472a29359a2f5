import { Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import { FactSubject } from '../../subject/subject.types';
import { FactTimes, FactTimesArguments } from './fact-times.types';

@Resolver()
export class FactTimesResolver {
  @Directive('@cost(weight: 20)')
  @Query(() => FactTimes, {
    nullable: true,
    description: 'When answers about some facts change, for sliders. Null only if partnerships is unavailable.',
  })
  factTimes(@Args(() => FactTimesArguments) { filter }: FactTimesArguments, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factTimes(filter);
  }
}

@Resolver(() => FactSubject)
export class SubjectFactTimesResolver {
  @FieldResolver(() => FactTimes, {
    nullable: true,
    description:
      'When answers about its facts change, whatever the point in time of the fields above. Null only if partnerships is unavailable.',
  })
  factTimes(@Root() { id }: FactSubject, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factTimesOf(id);
  }
}
