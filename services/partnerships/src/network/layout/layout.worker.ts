import { parentPort, workerData } from 'node:worker_threads';
import type { LayoutTask } from './lay-out';

/** More steps change little. */
const STEPS = 300;

/** Positions in whole units, x and y of each node in turn. The same network has the same picture: nothing in it is random. */
const run = async ({ seeds, edges }: LayoutTask): Promise<Int32Array> => {
  // d3-force is an ES module.
  const { forceLink, forceManyBody, forceSimulation, forceX, forceY } = await import('d3-force');
  const nodes = seeds.map(([x, y], index) => ({ index, x, y }));
  const links = edges.map(([source, target]) => ({ source, target }));
  forceSimulation(nodes)
    .force('link', forceLink(links).distance(30))
    // The larger, the less exact and the faster.
    .force('charge', forceManyBody().strength(-30).theta(1.2))
    // Keeps together what no relation connects. Wider than high, as the screen is.
    .force('x', forceX().strength(0.02))
    .force('y', forceY().strength(0.035))
    .stop()
    .tick(STEPS);
  return Int32Array.from(nodes.flatMap(({ x, y }) => [Math.round(x), Math.round(y)]));
};

void run(workerData as LayoutTask).then((positions) => parentPort?.postMessage(positions));
