import { useEffect, useRef } from 'react';
import type { SqlRequest, SqlResponse } from './messages';

export interface SqlEngine {
  /** Asks the worker, which answers requests one after the other. */
  readonly ask: (request: SqlRequest) => Promise<SqlResponse>;
  /** Ends what runs. The table is empty afterwards. */
  readonly stop: () => void;
}

/** SQLite in a worker, which starts with the first request, so that reading the page does not load it. */
export const useSql = (): SqlEngine => {
  const worker = useRef<Worker | null>(null);
  const stop = (): void => {
    worker.current?.terminate();
    worker.current = null;
  };
  useEffect(() => stop, []);
  return {
    stop,
    ask: (request) => {
      worker.current ??= new Worker(new URL('./sql.worker.ts', import.meta.url), { type: 'module' });
      const { current } = worker;
      return new Promise((resolve) => {
        const failed = (): void => resolve({ kind: 'failed', message: 'The worker could not be started.' });
        current.addEventListener('message', ({ data }: MessageEvent<SqlResponse>) => resolve(data), { once: true });
        current.addEventListener('error', failed, { once: true });
        current.postMessage(request, request.kind === 'open' ? [request.file] : []);
      });
    },
  };
};
