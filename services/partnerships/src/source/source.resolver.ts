import { checkId } from '@wizness/kernel';
import { Arg, Args, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders } from '../time/loaders-at';
import { FactsOfArguments } from '../fact/read/fact.arguments';
import { FactConnection } from '../fact/fact.types';
import { OrganisationName } from '../organisation/organisation-name.entity';
import { PostReference } from '../references';
import { Citation } from './citation.entity';
import { SourceConnection, SourcesArguments } from './source-list.types';
import { Source } from './source.entity';
import { contextOf, lengthOf, placeInBody, textOf } from './source-text';
import { TextSpan } from './source.types';

/** Ends the description of each field that is derived from the text of a source. */
const NO_TEXT =
  'Null if the text is not stored, or if it is a post that is not public and the API key lacks the scope POSTS_READ.';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, {
    nullable: true,
    description: 'A source by id. Null if there is none that the caller may see.',
  })
  source(@Arg('id', () => ID, { description: 'Id.' }) id: string, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.sourceById.load(checkId(id, ['source'], ['id']));
  }

  @Query(() => SourceConnection, {
    nullable: true,
    description: 'Sources. Null only if partnerships is unavailable.',
  })
  sources(@Args(() => SourcesArguments) args: SourcesArguments, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.listSources(args);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `SHA-256 of the text in UTF-8, in hexadecimal. ${NO_TEXT}`,
  })
  async sha256(@Root() { id }: Source, @Loaders() loaders: PartnershipsLoaders) {
    return (await loaders.sourceTextById.load(id))?.sha256;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `Its text, or a part. At most 100,000 code points at a time. ${NO_TEXT}`,
  })
  async text(
    @Root() { id }: Source,
    @Arg('from', () => Int, { nullable: true, defaultValue: 0, description: 'First code point, from 0. Null is 0.' })
    from: number | null,
    @Arg('to', () => Int, { nullable: true, description: 'End (exclusive). Null: up to the limit.' })
    to: number | null,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return textOf(await loaders.sourceTextById.load(id), from ?? 0, to ?? null);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: `Length of its text, in code points. ${NO_TEXT}`,
  })
  async length(@Root() { id }: Source, @Loaders() loaders: PartnershipsLoaders) {
    return lengthOf(await loaders.sourceTextById.load(id));
  }

  @FieldResolver(() => PostReference, {
    nullable: true,
    description: 'The post of this community that the source is. Null: it is not a post, or content is unavailable.',
  })
  post(@Root() { postId }: Source) {
    return postId && { id: postId };
  }

  @FieldResolver(() => FactConnection, {
    nullable: true,
    description: 'Facts that cite it, or cite a text that reports on it. Null only if partnerships is unavailable.',
  })
  facts(
    @Root() { id }: Source,
    @Args(() => FactsOfArguments) args: FactsOfArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Source, { description: 'The source; `start` and `end` count in its `text`.' })
  source(@Root() { sourceId }: Citation, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.sourceById.load(sourceId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Up to 32 code points before the quote. Null if the text is not known, or the caller may not read it.',
  })
  async prefix(@Root() citation: Citation, @Loaders() loaders: PartnershipsLoaders) {
    return contextOf(await loaders.sourceTextById.load(citation.sourceId), citation)?.prefix;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Up to 32 code points after the quote. Null if the text is not known, or the caller may not read it.',
  })
  async suffix(@Root() citation: Citation, @Loaders() loaders: PartnershipsLoaders) {
    return contextOf(await loaders.sourceTextById.load(citation.sourceId), citation)?.suffix;
  }

  @FieldResolver(() => TextSpan, {
    nullable: true,
    description:
      "The same place in `RichText.source` of the post's body, as it was imported. Null if the source is no post, or the quote is not in its body.",
  })
  async inBody(@Root() citation: Citation, @Loaders() loaders: PartnershipsLoaders) {
    return placeInBody(await loaders.sourceById.load(citation.sourceId), citation);
  }

  @FieldResolver(() => Source, {
    nullable: true,
    description:
      'The publication that the source reports on with these words. Null: the source speaks for itself, or the viewer may not see the publication.',
  })
  reportsOn(@Root() { reportedSourceId }: Citation, @Loaders() loaders: PartnershipsLoaders) {
    return reportedSourceId && loaders.sourceById.load(reportedSourceId);
  }
}

@Resolver(() => OrganisationName)
export class NameSourcesResolver {
  @FieldResolver(() => [Citation], {
    description: 'The passages that give the name, from sources that the viewer may see. Empty: none are known.',
  })
  sources(@Root() { id }: OrganisationName, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.citationsByNameId.load(id);
  }
}

@Resolver(() => PostReference)
export class PostFactsResolver {
  @FieldResolver(() => FactConnection, {
    nullable: true,
    description:
      'Facts that the post is cited for. Null if the caller may not see the post, or partnerships is unavailable.',
  })
  facts(
    @Root() { id }: PostReference,
    @Args(() => FactsOfArguments) args: FactsOfArguments,
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return loaders.factsCitedFrom(args).load(id);
  }
}
