import { type ExportTable, rowsIn } from '../../export/export-column';
import { placeOf } from './lay-out';
import type { NetworkLayout, Point } from './network-layout.entity';

/** A node of the file. */
interface NamedNode {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

interface Parts {
  /** Relations of the network. */
  readonly table: ExportTable;
  /** Null: the network was not laid out yet. */
  readonly layout: Pick<NetworkLayout, 'positions' | 'laidOutAt'> | null;
  readonly nodesByIds: (ids: readonly string[]) => Promise<readonly NamedNode[]>;
}

const meanOf = (numbers: readonly number[]): number =>
  Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);

/** Beside what it is related to; without any such place, somewhere on the picture. */
const placeBeside = (id: string, neighbours: readonly Point[], size: number): Point => {
  if (neighbours.length === 0) return placeOf(id, 30 * Math.sqrt(size));
  const [dx, dy] = placeOf(id, 30);
  return [meanOf(neighbours.map(([x]) => x)) + dx, meanOf(neighbours.map(([, y]) => y)) + dy];
};

/**
 * A network with the place of each node, as one JSON object for pictures. What was stated after the network was last laid out is
 * placed beside what it is related to. A pair of nodes is one edge, however many relations connect it. Two lists of rows keep
 * the file small: their columns are named in it.
 */
export async function* writeLayout({ table, layout, nodesByIds }: Parts): AsyncGenerator<Uint8Array> {
  const neighbours = new Map<string, Set<string>>();
  const reach = (from: string, to: string): void => {
    const reached = neighbours.get(from);
    if (reached) reached.add(to);
    else neighbours.set(from, new Set([to]));
  };
  for await (const page of table.pages()) {
    for (const { source, target } of rowsIn(page)) {
      reach(String(source), String(target));
      reach(String(target), String(source));
    }
  }
  const nodes = await nodesByIds([...neighbours.keys()]);
  const places = new Map(Object.entries(layout?.positions ?? {}));
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]));
  const rows = nodes.map(({ id, slug, name }) => {
    const near = [...(neighbours.get(id) ?? [])].flatMap((other) => {
      const place = places.get(other);
      return place ? [place] : [];
    });
    return [id, slug, name, ...(places.get(id) ?? placeBeside(id, near, nodes.length))];
  });
  const edges = nodes.flatMap(({ id }, source) =>
    [...(neighbours.get(id) ?? [])].flatMap((other) => {
      const target = indexes.get(other);
      return target !== undefined && source < target ? [[source, target]] : [];
    }),
  );
  yield Buffer.from(
    JSON.stringify({
      laidOutAt: layout?.laidOutAt.toISOString() ?? null,
      nodeColumns: ['id', 'slug', 'name', 'x', 'y'],
      nodes: rows,
      edgeColumns: ['source', 'target'],
      edges,
    }),
  );
}
