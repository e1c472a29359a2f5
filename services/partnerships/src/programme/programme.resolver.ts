import { Arg, Args, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders, LoadersAt } from '../time/loaders-at';
import { Fact } from '../fact/fact.entity';
import { Participation } from '../participation/participation.entity';
import { Partnership } from '../partnership/partnership.entity';
import { FactSubject } from '../subject/subject.types';
import { OrderedItem } from './ordered-item.entity';
import { OrderedItemKind } from './programme.enums';
import { Programme } from './programme.entity';
import { ProgrammeConnection, ProgrammesArguments } from './programme-list.types';

@Resolver(() => Programme)
export class ProgrammeResolver {
  @Query(() => Programme, {
    nullable: true,
    description: 'A programme by id or slug. Null if there is none. Exactly one of the two is given.',
  })
  programme(
    @Arg('id', () => ID, { nullable: true, description: 'Id. Null if another argument is given.' })
    id: string | null,
    @Arg('slug', () => String, { nullable: true, description: 'Slug. Null if another argument is given.' })
    slug: string | null,
    @LoadersAt() loaders: PartnershipsLoaders,
  ) {
    return loaders.findProgramme({ id, slug });
  }

  @Query(() => ProgrammeConnection, {
    nullable: true,
    description: 'Programmes. Null only if partnerships is unavailable.',
  })
  programmes(@Args(() => ProgrammesArguments) args: ProgrammesArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listProgrammes(args);
  }

  @FieldResolver(() => Programme, {
    nullable: true,
    description: 'The programme it is part of; null if none is known.',
  })
  parent(@Root() { parentId }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return parentId && loaders.programmeById.load(parentId);
  }

  @FieldResolver(() => Partnership, {
    nullable: true,
    description: 'The partnership that runs it; null if none is known.',
  })
  partnership(@Root() { partnershipId }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return partnershipId && loaders.partnershipById.load(partnershipId);
  }

  @FieldResolver(() => [Participation], { description: 'Organisations that take or took part.' })
  participations(@Root() { id }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.participationsByProgrammeId.load(id);
  }

  @FieldResolver(() => [OrderedItem], { description: 'Lines of work (axes), in order.' })
  axes(@Root() { id }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.itemsOf(id, OrderedItemKind.AXIS);
  }

  @FieldResolver(() => [OrderedItem], { description: 'Criteria that it commits to, in order.' })
  criteria(@Root() { id }: Programme, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.itemsOf(id, OrderedItemKind.CRITERION);
  }
}

@Resolver(() => OrderedItem)
export class OrderedItemResolver {
  @FieldResolver(() => [FactSubject], {
    description: 'Subjects that carry out the axis or meet the criterion; empty when not stated.',
  })
  async satisfiedBy(@Root() { satisfiedByIds }: OrderedItem, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.subjectById.loadMany(satisfiedByIds)).filter((subject) => subject !== null);
  }

  @FieldResolver(() => Fact, { description: 'The fact that states it, with its sources and issues.' })
  fact(@Root() { factId }: OrderedItem, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factById.load(factId);
  }
}
