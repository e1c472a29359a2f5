import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

export interface LayoutRequest {
  /** In the order of the graph: roots first. */
  readonly nodes: readonly { readonly id: string; readonly radius: number }[];
  readonly edges: readonly { readonly source: string; readonly target: string }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** More steps change little. */
const STEPS = 300;

/** Where each node is drawn, by id. The same network has the same picture: nothing in it is random. */
export const layOut = ({ nodes, edges }: LayoutRequest): ReadonlyMap<string, Point> => {
  const placed = nodes.map(({ id, radius }) => ({ id, radius, x: Number.NaN, y: Number.NaN }));
  const links = edges.map(({ source, target }) => ({ source, target }));
  forceSimulation(placed)
    .force(
      'link',
      forceLink<(typeof placed)[number], (typeof links)[number]>(links)
        .id(({ id }) => id)
        .distance(90),
    )
    .force('charge', forceManyBody().strength(-350).distanceMax(600))
    // Wider than high, as the screen is.
    .force('x', forceX().strength(0.04))
    .force('y', forceY().strength(0.09))
    .force(
      'collide',
      forceCollide<(typeof placed)[number]>(({ radius }) => radius + 14),
    )
    .stop()
    .tick(STEPS);
  return new Map(placed.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
};
