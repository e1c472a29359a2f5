import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Point } from './network-layout.entity';

/** Where each node starts, and pairs of nodes by their index. */
export interface LayoutTask {
  readonly seeds: readonly Point[];
  readonly edges: readonly (readonly [source: number, target: number])[];
}

/** The built file, from `src` as from `dist`: a thread of Node runs no TypeScript. */
const WORKER = join(__dirname, '../../../dist/network/layout/layout.worker.js');

/** A place on a disc that depends on the id alone. `radius` in units of the picture. */
export const placeOf = (id: string, radius: number): Point => {
  const digest = createHash('sha256').update(id).digest();
  const [part, angle] = [digest.readUInt32BE(0) / 2 ** 32, (digest.readUInt32BE(4) / 2 ** 32) * 2 * Math.PI];
  const distance = radius * Math.sqrt(part);
  return [Math.round(distance * Math.cos(angle)), Math.round(distance * Math.sin(angle))];
};

/**
 * Computes where the nodes of a network are drawn, by id, in a thread of its own: ten thousand nodes take about 20 s. `pairs` are
 * ids of related nodes. Rejects with an AbortError once `signal` is aborted.
 */
export const layOut = async (
  pairs: readonly (readonly [string, string])[],
  signal: AbortSignal,
): Promise<Readonly<Record<string, Point>>> => {
  const ids = [...new Set(pairs.flat())].toSorted();
  const indexes = new Map(ids.map((id, index) => [id, index]));
  const edges = pairs
    .map(([one, other]) => [indexes.get(one) ?? 0, indexes.get(other) ?? 0] as const)
    .toSorted(([a, b], [c, d]) => a - c || b - d);
  const seeds = ids.map((id) => placeOf(id, 30 * Math.sqrt(ids.length)));
  const thread = new Worker(WORKER, { workerData: { seeds, edges } satisfies LayoutTask });
  try {
    const [positions] = (await once(thread, 'message', { signal })) as [Int32Array];
    return Object.fromEntries(
      ids.map((id, index) => [id, [positions[index * 2] ?? 0, positions[index * 2 + 1] ?? 0] as const]),
    );
  } finally {
    await thread.terminate();
  }
};
