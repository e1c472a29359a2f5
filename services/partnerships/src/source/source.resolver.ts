import { ForwardPageArguments } from '@wizness/kernel';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PartnershipsContext } from '../context';
import { FactConnection } from '../fact/fact.types';
import { OrganisationName } from '../organisation/organisation-name.entity';
import { PostReference } from '../references';
import { Citation } from './citation.entity';
import { Source } from './source.entity';

@Resolver(() => Source)
export class SourceResolver {
  @FieldResolver(() => PostReference, {
    nullable: true,
    description: 'The post of this community that the source is. Null: it is not a post, or content is unavailable.',
  })
  post(@Root() { postId }: Source) {
    return postId && { id: postId };
  }

  @FieldResolver(() => FactConnection, {
    description: 'Facts that cite it, or cite a text that reports on it. Sorted by subject and property.',
  })
  facts(
    @Root() { id }: Source,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Source, { description: 'The source that is quoted. Offsets count in its text.' })
  source(@Root() { sourceId }: Citation, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.sourceById.load(sourceId);
  }

  @FieldResolver(() => Source, {
    nullable: true,
    description:
      'The publication that the source reports on with these words. Null: the source speaks for itself, or the viewer may not see the publication.',
  })
  reportsOn(@Root() { reportedSourceId }: Citation, @Ctx() { loaders }: PartnershipsContext) {
    return reportedSourceId && loaders.sourceById.load(reportedSourceId);
  }
}

@Resolver(() => OrganisationName)
export class NameSourcesResolver {
  @FieldResolver(() => [Citation], {
    description: 'The passages that give the name, from sources that the viewer may see. Empty: none are known.',
  })
  sources(@Root() { id }: OrganisationName, @Ctx() { loaders }: PartnershipsContext) {
    return loaders.citationsByNameId.load(id);
  }
}

@Resolver(() => PostReference)
export class PostFactsResolver {
  @FieldResolver(() => FactConnection, {
    nullable: true,
    description: 'Facts that cite the post, sorted by subject and property. Null: the viewer may not see the post.',
  })
  facts(
    @Root() { id }: PostReference,
    @Args(() => ForwardPageArguments) args: ForwardPageArguments,
    @Ctx() { loaders }: PartnershipsContext,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}
