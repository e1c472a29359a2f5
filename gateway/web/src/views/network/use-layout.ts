import { useEffect, useState } from 'react';
import type { LayoutRequest, Point } from './layout';

/** Positions of a network, computed in a worker; null until they are known, and where there is no script. */
export const useLayout = (request: LayoutRequest): ReadonlyMap<string, Point> | null => {
  const [points, setPoints] = useState<ReadonlyMap<string, Point> | null>(null);
  const key = JSON.stringify(request);
  useEffect(() => {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<ReadonlyMap<string, Point>>) => setPoints(data));
    worker.postMessage(JSON.parse(key) as LayoutRequest);
    return () => worker.terminate();
  }, [key]);
  return points;
};
