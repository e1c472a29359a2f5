import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ContentContext } from '../context';
import { PostConnection } from '../post/post.types';
import type { SearchedEdge } from './highlight.loader';
import { PostHighlight } from './highlight.types';

@Resolver(() => PostConnection.edge)
export class HighlightResolver {
  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [PostHighlight], {
    description:
      'Passages that match `filter.text`: of the title, the summary and the body. Empty without a text. At most 5.',
  })
  async highlights(@Root() edge: SearchedEdge, @Ctx() { loaders }: ContentContext) {
    return edge.searched === undefined ? [] : ((await loaders.highlightsOf.load(edge))?.highlights ?? []);
  }
}
