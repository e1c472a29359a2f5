import { FuzzyDate } from '@wizness/kernel';
import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../../context';
import { Loaders } from '../../time/loaders-at';
import { Organisation } from '../../organisation/organisation.entity';
import { Programme } from '../../programme/programme.entity';
import { FactSubject } from '../../subject/subject.types';
import { FactsOfArguments } from './fact.arguments';
import { loadOfAll } from '../../subject/merge/subject-by-id';
import { FactConnection } from '../fact.types';
import { bestOf } from './fact.loader';

@Resolver(() => FactSubject)
export class SubjectFactsResolver {
  @FieldResolver(() => FactConnection, {
    nullable: true,
    description: 'Facts about it. Null only if partnerships is unavailable.',
  })
  facts(
    @Root() subject: FactSubject,
    @Args(() => FactsOfArguments) args: FactsOfArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.factsOfSubject(args).load(subject);
  }
}

@Resolver(() => Organisation)
export class OrganisationFoundedResolver {
  @FieldResolver(() => FuzzyDate, {
    nullable: true,
    description:
      'Date of foundation, from the best fact: preferred before normal, never deprecated; then the most certain; then the first recorded. Null when not known.',
  })
  async founded(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return bestOf(await loadOfAll(loaders.bestDates('founded'), organisation))?.dateValue;
  }
}

@Resolver(() => Programme)
export class ProgrammeLaunchedResolver {
  @FieldResolver(() => FuzzyDate, {
    nullable: true,
    description:
      'Launch date, from the best fact: preferred before normal, never deprecated; then the most certain; then the first recorded. Null when not known.',
  })
  async launched(@Root() { id }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.bestDates('programme_launched').load(id))[0]?.dateValue;
  }
}
