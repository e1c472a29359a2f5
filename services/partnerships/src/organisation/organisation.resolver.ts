import { ForwardPageArguments } from '@wizness/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { Participation } from '../participation/participation.entity';
import { Affiliation } from '../person/affiliation.entity';
import { Identifier } from './identifier.entity';
import { Organisation } from './organisation.entity';
import { OrganisationConnection, OrganisationsArguments } from './organisation.types';
import { OrganisationName } from './organisation-name.entity';

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, {
    nullable: true,
    description:
      'One organisation, by id or by any name it has or had; null where there is none. A name that several bear is refused with their ids.',
  })
  organisation(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the organisation, or one merged into it.' }) id:
      | string
      | null,
    @Arg('name', () => String, {
      nullable: true,
      description: 'Any of its names, whatever case, accents, spaces and punctuation: `voiture & co`.',
    })
    name: string | null,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.findOrganisation({ id, name });
  }

  @Query(() => OrganisationConnection, {
    nullable: true,
    description: 'Organisations by name. Null while partnerships can not tell.',
  })
  organisations(
    @Args(() => OrganisationsArguments) args: OrganisationsArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.listOrganisations(args);
  }

  @FieldResolver(() => [OrganisationName], {
    description:
      'All names it has or had, in the order they were told; those left out that are known only from what you may not see.',
  })
  names(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.namesByOrganisationId.load(id);
  }

  @FieldResolver(() => [Identifier], { description: 'What registers call it.' })
  identifiers(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.identifiersByOrganisationId.load(id);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: 'The organisation it is part of; null where none is known.',
  })
  parent(@Root() { parentId }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return parentId && loaders.organisationById.load(parentId);
  }

  @FieldResolver(() => [Organisation], { description: 'The organisations that are part of it, by name.' })
  children(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.childrenByOrganisationId.load(id);
  }

  @FieldResolver(() => [Affiliation], { description: 'Who is or was what in it.' })
  people(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.affiliationsByOrganisationId.load(id);
  }

  @FieldResolver(() => [Participation], { description: 'What it takes or took part in.' })
  participations(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.participationsByOrganisationId.load(id);
  }

  @FieldResolver(() => [ID], { description: 'Ids of what were thought to be other organisations; they lead here.' })
  async mergedIds(@Root() { id }: Organisation, @Ctx() { loaders }: PartnershipsContext) {
    return (await loaders.mergedByOrganisationId.load(id)).map(({ mergedId }) => mergedId);
  }

  @FieldResolver(() => OrganisationConnection, {
    description: 'Organisations that take or took part in a partnership or programme together with it, by name.',
  })
  partners(
    @Root() { id }: Organisation,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.partnersByOrganisationId(args).load(id);
  }
}
