import type { Point } from './layout';

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The node that an arrow key leads to: the nearest one in its direction. Undefined for another key, or if there is none. */
export const neighbourOf = (key: string, from: Point, others: ReadonlyMap<string, Point>): string | undefined => {
  const direction = DIRECTIONS[key];
  if (!direction) return undefined;
  let best: { id: string; cost: number } | undefined;
  for (const [id, { x, y }] of others) {
    const [dx, dy] = [x - from.x, y - from.y];
    const along = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (along <= 0 || aside > along * 2) continue;
    const cost = along + 2 * aside;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
};
