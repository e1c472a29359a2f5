import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { Participation } from '../participation/participation.entity';
import { Programme } from '../programme/programme.entity';
import { Partnership } from './partnership.entity';
import { PartnershipConnection, PartnershipsArguments } from './partnership-list.types';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => Partnership, {
    nullable: true,
    description: 'A partnership by id or slug. Null if there is none. Exactly one of the two is given.',
  })
  partnership(
    @Arg('id', () => ID, { nullable: true, description: 'Id. Null if another argument is given.' })
    id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug. Null if another argument is given.' })
    slug: string | null,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.findPartnership({ id, slug });
  }

  @Query(() => PartnershipConnection, {
    nullable: true,
    description: 'Partnerships. Null only if partnerships is unavailable.',
  })
  partnerships(
    @Args(() => PartnershipsArguments) args: PartnershipsArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.listPartnerships(args);
  }

  @FieldResolver(() => [Participation], { description: 'Organisations that take or took part.' })
  participations(@Root() { id }: Partnership, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.participationsByPartnershipId.load(id);
  }

  @FieldResolver(() => [Programme], { description: 'Programmes it runs, in the order recorded.' })
  programmes(@Root() { id }: Partnership, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.programmesByPartnershipId.load(id);
  }
}
