import { enumLabels, FuzzyDate, LANG, languagesFor, LanguageTagScalar, textIn } from '@wizness/kernel';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext, PartnershipsLoaders } from '../context';
import { Fact } from '../fact/fact.entity';
import { FactSubject } from '../subject/subject.types';
import { Loaders } from '../time/loaders-at';
import {
  Network,
  NetworkArguments,
  NetworkEdge,
  NetworkNode,
  NetworkPath,
  ShortestPathsArguments,
} from './network.types';

@Resolver(() => NetworkNode)
export class NetworkNodeResolver {
  @Directive('@cost(weight: 50)')
  @Directive(
    '@listSize(slicingArguments: ["limit"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)',
  )
  @Query(() => Network, {
    nullable: true,
    description: 'What is related to some roots, by facts. Null only if partnerships is unavailable.',
  })
  network(@Args(() => NetworkArguments) args: NetworkArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.relatedTo(args);
  }

  @FieldResolver(() => FactSubject, { description: 'The entity.' })
  entity(@Root() { id }: NetworkNode, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(id);
  }

  @FieldResolver(() => Int, {
    description: 'Number of its relations in the whole graph, of all kinds but PARTNER, as of `at`.',
  })
  degree(@Root() { id }: NetworkNode, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.degreeById.load(id);
  }
}

@Resolver(() => NetworkEdge)
export class NetworkEdgeResolver {
  @FieldResolver(() => String, { description: 'Name of the kind, read from `source` to `target`.' })
  label(
    @Root() { kind }: NetworkEdge,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn({ ...enumLabels['RelationKind']?.[kind] }, languagesFor(lang, identity)) ?? kind;
  }

  @FieldResolver(() => FuzzyDate, { nullable: true, description: 'Since when. Null if not known.' })
  async since(@Root() { factId }: NetworkEdge, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.factById.load(factId))?.validFrom;
  }

  @FieldResolver(() => FuzzyDate, { nullable: true, description: 'Until when. Null if it lasts, or not known.' })
  async until(@Root() { factId }: NetworkEdge, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.factById.load(factId))?.validTo;
  }

  @FieldResolver(() => Fact, {
    description: 'The fact that states it; for PARTNER the one that states that `source` takes part.',
  })
  fact(@Root() { factId }: NetworkEdge, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factById.load(factId);
  }
}

@Resolver(() => NetworkPath)
export class NetworkPathResolver {
  @Directive('@cost(weight: 50)')
  @Directive('@listSize(assumedSize: 10)')
  @Query(() => [NetworkPath], {
    nullable: true,
    description:
      'Shortest paths between two entities, all of the same length. At most 10. Empty if there is none within `maxLength`. Null only if partnerships is unavailable.',
  })
  shortestPaths(
    @Args(() => ShortestPathsArguments) args: ShortestPathsArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.pathsBetween(args);
  }

  @FieldResolver(() => [FactSubject], { description: 'Entities from one end to the other.' })
  async entities(@Root() { ids }: NetworkPath, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.subjectById.loadMany(ids)).filter((subject) => subject !== null);
  }
}
