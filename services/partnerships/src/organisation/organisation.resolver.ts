import { ForwardPageArguments, UrlScalar } from '@wizness/kernel';
import { Arg, Args, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders, LoadersAt } from '../time/loaders-at';
import { Participation } from '../participation/participation.entity';
import { loadOfAll } from '../subject/merge/subject-by-id';
import { Affiliation } from '../person/affiliation.entity';
import { Identifier } from './identifier/identifier.entity';
import { Organisation } from './organisation.entity';
import { OrganisationConnection, OrganisationsArguments } from './organisation-list.types';
import { OrganisationName } from './organisation-name.entity';

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, {
    nullable: true,
    description:
      'An organisation by id, slug or any name. Null if there is none. A name of several is refused with their ids. Exactly one of the three is given.',
  })
  organisation(
    @Arg('id', () => ID, {
      nullable: true,
      description: 'Id, also one that was merged. Null if another argument is given.',
    })
    id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug. Null if another argument is given.' })
    slug: string | null,
    @Arg('name', () => String, {
      nullable: true,
      description:
        'Any present or past name. Case, accents, spaces and punctuation are ignored: `voiture & co`. Null if another argument is given.',
    })
    name: string | null,
    @LoadersAt() loaders: PartnershipsLoaders,
  ) {
    return loaders.findOrganisation({ id, slug, name });
  }

  @Query(() => OrganisationConnection, {
    nullable: true,
    description: 'Organisations. Null only if partnerships is unavailable.',
  })
  organisations(
    @Args(() => OrganisationsArguments) args: OrganisationsArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.listOrganisations(args);
  }

  @FieldResolver(() => [OrganisationName], {
    description:
      'All present and past names, in the order recorded, without those cited only from sources that the viewer may not see.',
  })
  names(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.namesOf(organisation);
  }

  @FieldResolver(() => UrlScalar, {
    nullable: true,
    description: 'URL of its own website, else of what was merged into it; null when not known.',
  })
  homepage(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.shownOf(organisation, 'homepage');
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Country of its registered office, ISO 3166-1 alpha-2: `FR`; else of what was merged into it; null when not known.',
  })
  country(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.shownOf(organisation, 'country');
  }

  @FieldResolver(() => [Identifier], { description: 'Identifiers in public registers.' })
  identifiers(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loadOfAll(loaders.identifiersByOrganisationId, organisation);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation it is part of; null if none is known.',
  })
  async parent(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    const parentId = await loaders.shownOf(organisation, 'parentId');
    return parentId && loaders.organisationById.load(parentId);
  }

  @FieldResolver(() => [Organisation], { description: 'The organisations that are part of it, ordered by name.' })
  async children(@Root() { id }: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.childrenByOrganisationId.load(id)).map(({ child }) => child);
  }

  @FieldResolver(() => [Affiliation], { description: 'People with their present and past roles in it.' })
  people(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loadOfAll(loaders.affiliationsByOrganisationId, organisation);
  }

  @FieldResolver(() => [Participation], { description: 'Partnerships and programmes it takes or took part in.' })
  participations(@Root() organisation: Organisation, @Loaders() loaders: PartnershipsLoaders) {
    return loadOfAll(loaders.participationsByOrganisationId, organisation);
  }

  @FieldResolver(() => [ID], { description: 'Ids that were merged into this organisation. They resolve to it.' })
  mergedIds(@Root() { mergedIds }: Organisation) {
    return mergedIds;
  }

  @FieldResolver(() => OrganisationConnection, {
    description: 'Organisations that take or took part in the same partnership or programme, ordered by name.',
  })
  partners(
    @Root() { id }: Organisation,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.partnersByOrganisationId(args).load(id);
  }
}
