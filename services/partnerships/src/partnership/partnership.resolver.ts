import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { Participation } from '../participation/participation.entity';
import { Programme } from '../programme/programme.entity';
import { Partnership } from './partnership.entity';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => Partnership, { nullable: true, description: 'One partnership; null if there is none.' })
  partnership(
    @Arg('id', () => ID, { description: 'Id of the partnership.' }) id: string,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.partnershipById.load(id);
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
