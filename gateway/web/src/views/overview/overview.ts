import type { Point } from '../network/layout';

/** The file `/exports/network.json`, as the graph writes it. */
export interface NetworkFile {
  /** Null if the network was not laid out yet. */
  readonly laidOutAt: string | null;
  readonly nodes: readonly (readonly [id: string, slug: string, name: string, x: number, y: number])[];
  /** Pairs of nodes by their index. */
  readonly edges: readonly (readonly [source: number, target: number])[];
}

/** A node of the whole network. */
export interface OverviewNode extends Point {
  readonly id: string;
  readonly __typename: string;
  readonly slug: string;
  readonly name: string;
  /** Indexes of the nodes that it is related to, those with most relations first. */
  readonly near: readonly number[];
}

export interface Overview {
  readonly isLaidOut: boolean;
  /** Those with most relations first. */
  readonly nodes: readonly OverviewNode[];
  readonly byId: ReadonlyMap<string, OverviewNode>;
  /** In the order of names: the place of each node is found by its id. */
  readonly byName: readonly string[];
}

/** The same network with the sides of its picture exchanged: it is laid out wider than high. */
export const turnOverview = ({ nodes, ...rest }: Overview): Overview => {
  const turned = nodes.map((node) => ({ ...node, x: node.y, y: node.x }));
  return { ...rest, nodes: turned, byId: new Map(turned.map((node) => [node.id, node])) };
};

/** Types by the prefixes of their ids. */
const TYPES: Readonly<Record<string, string>> = {
  org: 'Organisation',
  programme: 'Programme',
  partnership: 'Partnership',
  person: 'Person',
};

/** Reads the file: counts what each node is related to, and orders nodes by it. */
export const readNetworkFile = ({ laidOutAt, nodes, edges }: NetworkFile): Overview => {
  const near: number[][] = nodes.map(() => []);
  for (const [source, target] of edges) {
    near[source]?.push(target);
    near[target]?.push(source);
  }
  const degreeOf = (index: number): number => near[index]?.length ?? 0;
  const order = nodes.map((_, index) => index).toSorted((a, b) => degreeOf(b) - degreeOf(a) || a - b);
  const places = new Map(order.map((index, place) => [index, place]));
  const ordered = order.flatMap((index): OverviewNode[] => {
    const row = nodes[index];
    if (!row) return [];
    const [id, slug, name, x, y] = row;
    const reached = (near[index] ?? []).map((each) => places.get(each) ?? 0).toSorted((a, b) => a - b);
    return [{ id, __typename: TYPES[id.split('_')[0] ?? ''] ?? '', slug, name, x, y, near: reached }];
  });
  const collator = new Intl.Collator();
  return {
    isLaidOut: laidOutAt !== null,
    nodes: ordered,
    byId: new Map(ordered.map((node) => [node.id, node])),
    byName: ordered.toSorted((a, b) => collator.compare(a.name, b.name)).map(({ id }) => id),
  };
};
