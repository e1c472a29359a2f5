import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { CursorScalar } from '../values/scalars';

@Directive('@shareable')
@ObjectType({ description: 'Position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow after `endCursor`.' })
  readonly hasNextPage: boolean;

  @Field(() => Boolean, { description: 'Whether items precede `startCursor`.' })
  readonly hasPreviousPage: boolean;

  @Field(() => CursorScalar, { nullable: true, description: 'Cursor of the first item. Null on an empty page.' })
  readonly startCursor: string | null;

  @Field(() => CursorScalar, {
    nullable: true,
    description:
      'Cursor of the last item. Null on an empty page of a list; on an empty page of a log it repeats `after`, so that polling continues.',
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

  /** `position` is a function where it has to be read, which is done only for queries that select it. */
  constructor(
    readonly edges: readonly Edge<Node>[],
    private readonly position: PageInfo | (() => Promise<PageInfo>),
    private readonly count: () => Promise<number | null>,
  ) {
    this.nodes = edges.map((edge) => edge.node);
  }

  get pageInfo(): PageInfo | Promise<PageInfo> {
    return typeof this.position === 'function' ? this.position() : this.position;
  }

  /** The same page with `transform` applied to each node. A node that becomes null is left out, with its edge. */
  async map<Other>(transform: (node: Node) => Other | null | Promise<Other | null>): Promise<Connection<Other>> {
    const edges = await Promise.all(
      this.edges.map(async ({ node, cursor }) => ({ node: await transform(node), cursor })),
    );
    const present = edges.flatMap(({ node, cursor }) => (node === null ? [] : [{ node, cursor }]));
    return new Connection(present, this.position, this.count);
  }

  /** The same page with more in each edge: fields that the type of the edge has besides `node` and `cursor`. */
  withEdges(extend: (edge: Edge<Node>) => Edge<Node>): Connection<Node> {
    return new Connection(this.edges.map(extend), this.position, this.count);
  }

  /** The same page with another count of the whole list. */
  withCount(count: () => Promise<number | null>): Connection<Node> {
    return new Connection(this.edges, this.position, count);
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
}

/** The type of a connection, and that of its edges, to which resolvers can add fields. */
export type ConnectionType<Node> = ClassType<Connection<Node>> & { readonly edge: ClassType<Edge<Node>> };

/** The object types `<name>Connection` and `<name>Edge` for lists of `node`. Call it once for each type of node. */
export const connectionType = <Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  { items, nullableItems = false }: ConnectionTypeOptions,
): ConnectionType<Node> => {
  @ObjectType(`${name}Edge`, { description: `One item of a list of ${items}.` })
  class NodeEdge {
    @Field(() => node(), {
      nullable: nullableItems,
      description: nullableItems ? 'The item. Null only if its subgraph is unavailable.' : 'The item.',
    })
    readonly node: Node;

    @Field(() => CursorScalar, { description: 'Cursor of this item.' })
    readonly cursor: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${items}.` })
  class NodeConnection {
    @Field(() => [NodeEdge], { description: 'Items with their cursors.' })
    readonly edges: readonly NodeEdge[];

    @Field(() => [node()], {
      nullable: nullableItems ? 'items' : false,
      description: nullableItems
        ? 'Items without cursors. An item is null only if its subgraph is unavailable.'
        : 'Items without cursors.',
    })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: 'Position of this page.' })
    readonly pageInfo: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description: `Number of ${items} in the whole list. Counted only if selected. Null above 10,000.`,
    })
    readonly totalCount: Promise<number | null>;
  }

  return Object.assign(NodeConnection, { edge: NodeEdge }) as unknown as ConnectionType<Node>;
};
