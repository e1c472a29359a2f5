import { FuzzyDate } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../../context';
import { Organisation } from '../../organisation/organisation.entity';
import { Programme } from '../../programme/programme.entity';
import { FactSubject } from '../../subject/subject.types';
import { SubjectFactsArguments } from './fact.arguments';
import { FactConnection } from '../fact.types';

@Resolver(() => FactSubject)
export class SubjectFactsResolver {
  @FieldResolver(() => FactConnection, {
    description: 'What is known about it now, by property, then measure and id.',
  })
  facts(
    @Root() { id }: FactSubject,
    @Args(() => SubjectFactsArguments) args: SubjectFactsArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.factsOfSubject(args).load(id);
  }
}

@Resolver(() => Organisation)
export class OrganisationFoundedResolver {
  @FieldResolver(() => FuzzyDate, {
    nullable: true,
    description:
      'When it was founded, by the best fact that says so: preferred before normal, never deprecated; the surer one, then the one recorded first. Null when not known.',
  })
  async founded(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return (await loaders.bestDate('founded').load(id))?.dateValue;
  }
}

@Resolver(() => Programme)
export class ProgrammeLaunchedResolver {
  @FieldResolver(() => FuzzyDate, {
    nullable: true,
    description:
      'When it was launched, by the best fact that says so: preferred before normal, never deprecated; the surer one, then the one recorded first. Null when not known.',
  })
  async launched(@Root() { id }: Programme, @Ctx() { loaders }: PartnershipsContext) {
    return (await loaders.bestDate('programme_launched').load(id))?.dateValue;
  }
}
