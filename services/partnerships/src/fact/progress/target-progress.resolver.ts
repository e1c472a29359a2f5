import { Args, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../../context';
import { Programme } from '../../programme/programme.entity';
import { FactProperty } from '../../property/property.entity';
import { FactSubject } from '../../subject/subject.types';
import { Loaders } from '../../time/loaders-at';
import { Fact } from '../fact.entity';
import { ProgrammeProgressArguments, TargetProgressArguments } from './target-progress.arguments';
import { TargetProgress, TargetProgressConnection } from './target-progress.types';

@Resolver(() => TargetProgress)
export class TargetProgressResolver {
  @Directive('@cost(weight: 20)')
  @Query(() => TargetProgressConnection, {
    nullable: true,
    description:
      'Targets against actuals, by subject, property, due date. Facts that are disputed, withdrawn or deprecated do not count. Null only if partnerships is unavailable.',
  })
  targetProgress(
    @Args(() => TargetProgressArguments) args: TargetProgressArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.listTargets(args);
  }

  @FieldResolver(() => FactSubject, { description: 'Subject.' })
  subject(@Root() { targetFact }: TargetProgress, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(targetFact.subjectId);
  }

  @FieldResolver(() => FactProperty, { description: 'Property.' })
  property(@Root() { targetFact }: TargetProgress, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.propertyByKey.load(targetFact.propertyKey);
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description:
      'What it started from: of the best rank the one dated nearest before the target was stated. Null if not known.',
  })
  baseline(@Root() { baselineFact }: TargetProgress) {
    return baselineFact;
  }

  @FieldResolver(() => Fact, {
    description: 'The target. Of several that may be due on the same day, the best ranked, exact one.',
  })
  target(@Root() { targetFact }: TargetProgress) {
    return targetFact;
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'The last value reached on the day of `at.validAt` or before. Null if there is none.',
  })
  actual(@Root() { actualFact }: TargetProgress) {
    return actualFact;
  }
}

@Resolver(() => Programme)
export class ProgrammeProgressResolver {
  @FieldResolver(() => [TargetProgress], {
    description: 'Targets against actuals, by property, then due date. At most 100.',
  })
  progress(
    @Root() { id }: Programme,
    @Args(() => ProgrammeProgressArguments) { properties }: ProgrammeProgressArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.targetsOfProgramme(id, properties ?? null);
  }
}
