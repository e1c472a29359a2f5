import { Arg, Args, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders, LoadersAt } from '../time/loaders-at';
import { Fact } from '../fact/fact.entity';
import { Organisation } from '../organisation/organisation.entity';
import { loadOfAll } from '../subject/merge/subject-by-id';
import { Affiliation } from './affiliation.entity';
import { Person } from './person.entity';
import { PersonConnection, PersonsArguments } from './person-list.types';

@Resolver(() => Person)
export class PersonResolver {
  @Query(() => Person, {
    nullable: true,
    description: 'A person by id or slug. Null if there is none. Exactly one of the two is given.',
  })
  person(
    @Arg('id', () => ID, { nullable: true, description: 'Id. Null if another argument is given.' })
    id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug. Null if another argument is given.' })
    slug: string | null,
    @LoadersAt() loaders: PartnershipsLoaders,
  ) {
    return loaders.findPerson({ id, slug });
  }

  @Query(() => PersonConnection, {
    nullable: true,
    description: 'Persons. Null only if partnerships is unavailable.',
  })
  persons(@Args(() => PersonsArguments) args: PersonsArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listPersons(args);
  }

  @FieldResolver(() => [Affiliation], { description: 'Present and past roles in organisations.' })
  affiliations(@Root() person: Person, @Loaders() loaders: PartnershipsLoaders) {
    return loadOfAll(loaders.affiliationsByPersonId, person);
  }

  @FieldResolver(() => [ID], { description: 'Ids that were merged into this person. They resolve to it.' })
  mergedIds(@Root() { mergedIds }: Person) {
    return mergedIds;
  }
}

@Resolver(() => Affiliation)
export class AffiliationResolver {
  @FieldResolver(() => Person, { description: 'The person.' })
  person(@Root() { personId }: Affiliation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.personById.load(personId);
  }

  @FieldResolver(() => Organisation, { description: 'The organisation.' })
  organisation(@Root() { organisationId }: Affiliation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.organisationById.load(organisationId);
  }

  @FieldResolver(() => Fact, { description: 'The fact that states it, with its sources and issues.' })
  fact(@Root() { factId }: Affiliation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factById.load(factId);
  }
}
