import { Arg, Args, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders, LoadersAt } from '../time/loaders-at';
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
    @LoadersAt() loaders: PartnershipsLoaders,
  ) {
    return loaders.findPartnership({ id, slug });
  }

  @Query(() => PartnershipConnection, {
    nullable: true,
    description: 'Partnerships. Null only if partnerships is unavailable.',
  })
  partnerships(
    @Args(() => PartnershipsArguments) args: PartnershipsArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.listPartnerships(args);
  }

  @FieldResolver(() => [Participation], { description: 'Organisations that take or took part.' })
  participations(@Root() { id }: Partnership, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.participationsByPartnershipId.load(id);
  }

  @FieldResolver(() => [Programme], { description: 'Programmes it runs, in the order recorded.' })
  programmes(@Root() { id }: Partnership, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.programmesByPartnershipId.load(id);
  }
}
