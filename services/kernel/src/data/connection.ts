import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from '../values/scalars';

@Directive('@shareable')
@ObjectType({ description: 'Position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are items after `endCursor`.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether there are items before `startCursor`.' })
  readonly hasPreviousPage: boolean;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Cursor of the first item. Null on an empty page: to ask again later, keep the cursor that you sent.',
  })
  readonly startCursor: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description: 'Cursor of the last item. Null on an empty page: to ask again later, keep the cursor that you sent.',
  })
  readonly endCursor: string | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** A page of a list (Relay Cursor Connections). */
export class Connection<Node> {
  readonly nodes: readonly Node[];

  constructor(
    readonly edges: readonly Edge<Node>[],
    readonly pageInfo: PageInfo,
    private readonly count: () => Promise<number | null>,
  ) {
    this.nodes = edges.map((edge) => edge.node);
  }

  /** The same page with `transform` applied to each node. A node that becomes null is left out, with its edge. */
  async map<Other>(transform: (node: Node) => Other | null | Promise<Other | null>): Promise<Connection<Other>> {
    const edges = await Promise.all(
      this.edges.map(async ({ node, cursor }) => ({ node: await transform(node), cursor })),
    );
    const present = edges.flatMap(({ node, cursor }) => (node === null ? [] : [{ node, cursor }]));
    return new Connection(present, this.pageInfo, this.count);
  }

  /** A getter, so that items are only counted for queries that select it. */
  get totalCount(): Promise<number | null> {
    return this.count();
  }
}

export interface ConnectionTypeOptions {
  /** Plural noun for the items in descriptions: "posts". */
  readonly items: string;
  /** The items belong to another subgraph, which may be unavailable: an item may be null. */
  readonly nullableItems?: boolean;
  /** The list is always counted completely. */
  readonly exactCount?: boolean;
}

/** The object types `<name>Connection` and `<name>Edge` for lists of `node`. Call it once for each type of node. */
export const connectionType = <Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  { items, nullableItems = false, exactCount = false }: ConnectionTypeOptions,
): ClassType<Connection<Node>> => {
  @ObjectType(`${name}Edge`, { description: `One of the ${items} in a list, with its cursor.` })
  class NodeEdge {
    @Field(() => node(), {
      nullable: nullableItems,
      description: 'The item; null only if its service is unavailable.',
    })
    readonly node: Node;

    @Field(() => CursorScalar, { description: 'Position of this item in the list.' })
    readonly cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${items}.` })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: 'The items with their cursors.' })
    readonly edges: readonly NodeEdge[];

    @Field(() => [node()], { nullable: nullableItems ? 'items' : false, description: 'The items without cursors.' })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: 'Whether there are further items, and the cursors to reach them.' })
    readonly pageInfo: PageInfo;

    @Field(() => Int, {
      nullable: !exactCount,
      description: exactCount
        ? `Number of ${items} in the whole list.`
        : `Number of ${items} in the whole list; null above 10,000. Counted only if selected.`,
    })
    readonly totalCount: Promise<number | null>;
  }

  return NodeConnection as unknown as ClassType<Connection<Node>>;
};
