import { checkList } from '@wizness/kernel';
import { Arg, Directive, ID, Query, Resolver } from 'type-graphql';
import type { PartnershipsLoaders } from '../context';
import { Loaders } from '../time/loaders-at';
import { Node } from './node.types';

@Resolver(() => Node)
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description:
      'Anything by its global id. Null if there is none that the caller may see. An id of a type of another subgraph is checked by its owner once a field of it is selected.',
  })
  node(@Arg('id', () => ID, { description: 'Global id.' }) id: string, @Loaders() loaders: PartnershipsLoaders) {
    return loaders.nodeById.load(id);
  }

  @Directive('@listSize(assumedSize: 100)')
  @Query(() => [Node], {
    nullable: 'itemsAndList',
    description: 'Several things by their global ids, in the same order. An item is null as for `node`.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: readonly string[],
    @Loaders() loaders: PartnershipsLoaders,
  ) {
    return checkList(ids, ['ids']).map((id) => loaders.nodeById.load(id));
  }
}
