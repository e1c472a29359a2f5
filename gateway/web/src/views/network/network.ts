import type { ExplorerNetworkQuery, RelationFragment } from '../../generated/operations';

type Loaded = NonNullable<ExplorerNetworkQuery['network']>;
export type NetworkNode = Loaded['nodes'][number];
export type Entity = NetworkNode['entity'];

/** A line of the picture: all relations of one pair. */
interface Line {
  readonly source: string;
  readonly target: string;
  readonly relations: readonly RelationFragment[];
  readonly hasEnded: boolean;
}

export interface ShownNetwork {
  readonly nodes: readonly NetworkNode[];
  readonly relations: readonly RelationFragment[];
  readonly lines: readonly Line[];
  /** Relations that have ended and are not shown. */
  readonly hidden: number;
}

/** Whether a relation had ended before a day: the last day on which it may have ended is known and past. */
const hasEnded = ({ until }: Pick<RelationFragment, 'until'>, day: string): boolean =>
  until?.latest !== null && until?.latest !== undefined && until.latest < day;

/** What is drawn and listed: relations that have ended only on request, and no node that only they lead to. */
export const showNetwork = (
  { nodes, edges }: Loaded,
  { roots, day, showsEnded }: { readonly roots: readonly string[]; readonly day: string; readonly showsEnded: boolean },
): ShownNetwork => {
  const relations = edges.filter((edge) => showsEnded || !hasEnded(edge, day));
  const reached = new Set([...roots, ...relations.flatMap(({ source, target }) => [source, target])]);
  const pairs = new Map<string, RelationFragment[]>();
  for (const relation of relations) {
    const key = [relation.source, relation.target].toSorted().join(' ');
    pairs.set(key, [...(pairs.get(key) ?? []), relation]);
  }
  return {
    nodes: nodes.filter(({ entity, distance }) => distance === 0 || reached.has(entity.id)),
    relations,
    lines: [...pairs.values()].flatMap((all) => {
      const [first] = all;
      if (!first) return [];
      const { source, target } = first;
      return [{ source, target, relations: all, hasEnded: all.every((each) => hasEnded(each, day)) }];
    }),
    hidden: edges.length - relations.length,
  };
};

/** Radius of a node in pixels: its area grows with the number of its relations. */
export const radiusOf = ({ degree }: Pick<NetworkNode, 'degree'>): number => 6 + 2.5 * Math.sqrt(degree);

const LABELLED = 40;

/** Nodes with a name in the picture: those with most relations, and those that are wanted. */
export const labelledIds = (nodes: readonly NetworkNode[], wanted: Iterable<string>): ReadonlySet<string> =>
  new Set([
    ...nodes
      .toSorted((a, b) => b.degree - a.degree)
      .slice(0, LABELLED)
      .map(({ entity }) => entity.id),
    ...wanted,
  ]);
