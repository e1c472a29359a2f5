import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { CitedFactsArguments } from '../fact/read/fact.arguments';
import { FactConnection } from '../fact/fact.types';
import { OrganisationName } from '../organisation/organisation-name.entity';
import { PostReference } from '../references';
import { Citation } from './citation.entity';
import { Source } from './source.entity';

@Resolver(() => Source)
export class SourceResolver {
  @FieldResolver(() => PostReference, {
    nullable: true,
    description: 'The post that it is; null where it is none of ours, or while content can not tell.',
  })
  post(@Root() { postId }: Source) {
    return postId && { id: postId };
  }

  @FieldResolver(() => FactConnection, {
    description:
      'Facts that its words are cited for, or the words of a text that reports on it; by subject and property.',
  })
  facts(
    @Root() { id }: Source,
    @Args(() => CitedFactsArguments) args: CitedFactsArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Source, { description: 'Whose words they are, and in whose text the offsets count.' })
  source(@Root() { sourceId }: Citation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.sourceById.load(sourceId);
  }

  @FieldResolver(() => Source, {
    nullable: true,
    description:
      'The publication on which the source reports with these words; null where it speaks for itself, and where you may not see that one.',
  })
  reportsOn(@Root() { reportedSourceId }: Citation, @Ctx() { loaders }: PartnershipsContext) {
    return reportedSourceId && loaders.sourceById.load(reportedSourceId);
  }
}

@Resolver(() => OrganisationName)
export class NameSourcesResolver {
  @FieldResolver(() => [Citation], {
    description: 'The words that give the name, as far as their sources may be seen; empty where none are known.',
  })
  sources(@Root() { id }: OrganisationName, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.citationsByNameId.load(id);
  }
}

@Resolver(() => PostReference)
export class PostFactsResolver {
  @FieldResolver(() => FactConnection, {
    nullable: true,
    description:
      'Facts that the words of the post are cited for, by subject and property; null where you may not see the post.',
  })
  facts(
    @Root() { id }: PostReference,
    @Args(() => CitedFactsArguments) args: CitedFactsArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}
