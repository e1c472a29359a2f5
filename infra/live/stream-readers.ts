import { setTimeout as pause } from 'node:timers/promises';
import { stream } from '@durable-streams/client';
import { type Reader, sequenceReader } from './reader';

interface Item {
  readonly cursor: string;
  readonly type: string;
}

const RETRY_MS = 200;

/** The client of Durable Streams in both of its live modes, started again behind the last offset whenever it gives up. */
export const startStreamReaders = (siteUrl: string, after: string): readonly Reader[] =>
  (['long-poll', 'sse'] as const).map((live) =>
    sequenceReader(`Durable Streams (${live})`, (sink) => {
      const stop = new AbortController();
      const { signal } = stop;
      const follow = async (): Promise<void> => {
        let offset = after;
        while (!signal.aborted) {
          try {
            const response = await stream<Item>({ url: `${siteUrl}/streams/posts`, offset, live, signal });
            response.subscribeJson<Item>((batch) => {
              for (const { cursor, type } of batch.items) if (type === 'PUBLISHED') sink.event(cursor);
              ({ offset } = batch);
            });
            await response.closed;
          } catch {
            // The connection was cut, or the server is not there.
          }
          await pause(RETRY_MS);
        }
      };
      void follow();
      return () => stop.abort();
    }),
  );
