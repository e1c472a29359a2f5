import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { checkId, ForwardPageArguments, LANG, languagesFor, LanguageTagScalar, textIn } from '@wizness/kernel';
import type { PartnershipsContext, PartnershipsLoaders } from '../context';
import { Loaders } from '../time/loaders-at';
import { FactProperty } from '../property/property.entity';
import { MemberReference } from '../references';
import { Citation } from '../source/citation.entity';
import { Dimension, dimensionsOf, FactSubject } from '../subject/subject.types';
import { FactValue, valueOf } from './value/fact-value.types';
import { FactsArguments } from './read/fact.arguments';
import { Fact } from './fact.entity';
import { DataIssue, FactConnection, FuzzyPeriod, validTimeOf } from './fact.types';
import { FRENCH_MESSAGES } from './issue-messages';

@Resolver(() => Fact)
export class FactResolver {
  @Query(() => FactConnection, {
    nullable: true,
    description: 'Facts: current versions. Null only if partnerships is unavailable.',
  })
  facts(@Args(() => FactsArguments) args: FactsArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listFacts(args);
  }

  @Query(() => Fact, {
    nullable: true,
    description: 'One version of a fact by id. Null if there is none that the caller may see.',
  })
  fact(@Arg('id', () => ID, { description: 'Id.' }) id: string, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factById.load(checkId(id, ['fact'], ['id']));
  }

  @FieldResolver(() => FactSubject, { description: 'What it is about.' })
  subject(@Root() { subjectId }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.subjectById.load(subjectId);
  }

  @FieldResolver(() => FactProperty, { description: 'Property that is stated.' })
  property(@Root() { propertyKey }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.propertyByKey.load(propertyKey);
  }

  @FieldResolver(() => FactValue, {
    nullable: true,
    description:
      'The stated value; null if `presence` is UNKNOWN or NONE, in which case the citations have the words of the source.',
  })
  value(@Root() fact: Fact) {
    return valueOf(fact);
  }

  @FieldResolver(() => FuzzyPeriod, {
    nullable: true,
    description: 'Period for which it is true; null when not stated.',
  })
  validTime(@Root() fact: Fact) {
    return validTimeOf(fact);
  }

  @FieldResolver(() => [Dimension], { description: 'Further limits of the statement, ordered by name.' })
  dimensions(@Root() { dimensionValues }: Fact) {
    return dimensionsOf(dimensionValues);
  }

  @FieldResolver(() => [Citation], {
    description: 'Quotes that state it, from the sources that the viewer may see; never empty.',
  })
  citations(@Root() { id }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.citationsByFactId.load(id);
  }

  @FieldResolver(() => Int, {
    description:
      'Number of independent sources: distinct origins of its citations and of those of other current facts that state the same (subject, property, measure, value, period, due date, country and dimensions). Copies of one origin count once. Sources that the viewer may not see are counted.',
  })
  independentSources(@Root() { id }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.independentSourcesByFactId.load(id);
  }

  @FieldResolver(() => [DataIssue], {
    description: 'Known issues, those found in review first; empty if there are none.',
  })
  issues(@Root() { issues }: Fact) {
    return issues;
  }

  @FieldResolver(() => [Fact], {
    description:
      'Current facts that cannot be true together with it: declared by a reviewer, or detected because two dates of the same thing have no day in common. Facts that the viewer may not see are left out, although `status` is still DISPUTED.',
  })
  async contradicts(@Root() { id }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factsByIds((await loaders.contradictionsByFactId.load(id)).map(({ otherId }) => otherId));
  }

  @FieldResolver(() => FactConnection, {
    description: 'All versions, the latest first, as far as the caller may see them.',
  })
  versions(
    @Root() { lineageId }: Fact,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.versionsByLineageId(args).load(lineageId);
  }

  @FieldResolver(() => MemberReference, {
    nullable: true,
    description: 'Member who recorded it; null if it was imported, or while the membership service is unavailable.',
  })
  recordedBy(@Root() { recordedById }: Fact) {
    return recordedById && { id: recordedById };
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'Previous version; null for the first one, or if the viewer may not see it.',
  })
  supersedes(@Root() { supersedesId }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return supersedesId && loaders.factById.load(supersedesId);
  }

  @FieldResolver(() => Fact, {
    nullable: true,
    description: 'Next version; null for the current one, or if the viewer may not see it.',
  })
  supersededBy(@Root() { id }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factBySupersededId.load(id);
  }

  @FieldResolver(() => [Fact], {
    description:
      'Facts from which it was calculated, in the version that was used, without those that the viewer may not see; empty if a source states it.',
  })
  derivedFrom(@Root() { derivedFromIds }: Fact, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.factsByIds(derivedFromIds);
  }
}

@Resolver(() => DataIssue)
export class DataIssueResolver {
  @FieldResolver(() => String, {
    description: 'What is doubtful: in English as it was recorded, in French what the code means.',
  })
  message(
    @Root() { code, message }: DataIssue,
    @Arg('lang', () => LanguageTagScalar, LANG) lang: string | null,
    @Ctx() { identity }: PartnershipsContext,
  ) {
    return textIn({ en: message, fr: FRENCH_MESSAGES[code] }, languagesFor(lang, identity));
  }
}
