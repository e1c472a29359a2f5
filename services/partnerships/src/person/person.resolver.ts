import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => [Affiliation], { description: 'Present and past roles in organisations.' })
  affiliations(@Root() { id }: Person, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.affiliationsByPersonId.load(id);
  }
}

@Resolver(() => Affiliation)
export class AffiliationResolver {
  @FieldResolver(() => Person, { description: 'The person.' })
  person(@Root() { personId }: Affiliation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.personById.load(personId);
  }

  @FieldResolver(() => Organisation, { description: 'The organisation.' })
  organisation(@Root() { organisationId }: Affiliation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.organisationById.load(organisationId);
  }

  @FieldResolver(() => Fact, { description: 'The fact that states it, with its sources and issues.' })
  fact(@Root() { factId }: Affiliation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factById.load(factId);
  }
}
