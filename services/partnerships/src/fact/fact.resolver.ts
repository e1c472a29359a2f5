import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactProperty } from '../property/property.entity';
import { MemberReference } from '../references';
import { Citation } from '../source/citation.entity';
import { Dimension, dimensionsOf, FactSubject } from '../subject/subject.types';
import { FactValue, valueOf } from './value/fact-value.types';
import { FactsArguments } from './read/fact.arguments';
import { Fact } from './fact.entity';
import { DataIssue, FactConnection, FuzzyPeriod, validTimeOf } from './fact.types';

@Resolver(() => Fact)
export class FactResolver {
  @Query(() => FactConnection, {
    nullable: true,
    description:
      'Facts as they are known now, without versions that were superseded; by subject, then property, measure and id. Null while partnerships can not tell.',
  })
  facts(@Args(() => FactsArguments) args: FactsArguments, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.listFacts(args);
  }

  @FieldResolver(() => FactSubject, { description: 'What it is about.' })
  subject(@Root() { subjectId }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.subjectById.load(subjectId);
  }

  @FieldResolver(() => FactProperty, { description: 'What kind of statement it is.' })
  property(@Root() { propertyKey }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.propertyByKey.load(propertyKey);
  }

  @FieldResolver(() => FactValue, {
    nullable: true,
    description:
      'What it says; null where `presence` is UNKNOWN or NONE, and then the words of the source are in the citations.',
  })
  value(@Root() fact: Fact) {
    return valueOf(fact);
  }

  @FieldResolver(() => FuzzyPeriod, { nullable: true, description: 'When it holds; null where nothing is said of it.' })
  validTime(@Root() fact: Fact) {
    return validTimeOf(fact);
  }

  @FieldResolver(() => [Dimension], { description: 'What else it is narrowed to, by name.' })
  dimensions(@Root() { dimensionValues }: Fact) {
    return dimensionsOf(dimensionValues);
  }

  @FieldResolver(() => [Citation], {
    description: 'The words that say so, as far as their sources may be seen; never empty.',
  })
  citations(@Root() { id }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.citationsByFactId.load(id);
  }

  @FieldResolver(() => Int, {
    description:
      'How many sources state this independently: distinct origins of its citations and of those of other current facts that state the same (subject, property, measure, value, period, due date, country and dimensions). Copies of one origin count once; sources count that you may not see.',
  })
  independentSources(@Root() { id }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.independentSourcesByFactId.load(id);
  }

  @FieldResolver(() => [DataIssue], {
    description: 'Doubts about it, those of review first; empty where there are none.',
  })
  issues(@Root() { issues }: Fact) {
    return issues;
  }

  @FieldResolver(() => [Fact], {
    description:
      'Current facts that can not be true together with it: by what review says, or because they give a date of the same thing that has no day in common. Those that you may not see are left out, though its status tells that there are some.',
  })
  async contradicts(@Root() { id }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factsByIds((await loaders.contradictionsByFactId.load(id)).map(({ otherId }) => otherId));
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Who recorded it; null for what was imported, or while membership can not tell.',
  })
  recordedBy(@Root() { recordedById }: Fact) {
    return recordedById && { id: recordedById };
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'The version before this one; null for the first, and where you may not see it.',
  })
  supersedes(@Root() { supersedesId }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return supersedesId && loaders.factById.load(supersedesId);
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'The version after this one; null for the current one, and where you may not see it.',
  })
  supersededBy(@Root() { id }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factBySupersededId.load(id);
  }

  @FieldResolver(() => [Fact], {
    description:
      'Facts from which it was worked out, in the version that was used, as far as you may see them; empty where a source says it.',
  })
  derivedFrom(@Root() { derivedFromIds }: Fact, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.factsByIds(derivedFromIds);
  }
}
