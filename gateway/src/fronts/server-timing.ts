import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { WrapSender } from '../subgraphs/subgraph-fetch';

interface Fetches {
  readonly count: number;
  readonly ms: number;
}

/** What is measured of one request. */
interface Timing {
  readonly start: number;
  readonly fetches: Map<string, Fetches>;
}

const entry = (name: string, ms: number, description?: string): string =>
  `${name};dur=${ms.toFixed(1)}${description ? `;desc="${description}"` : ''}`;

/**
 * States in the header `Server-Timing` of each response, for the developer tools of browsers, how long the request took and
 * how long its fetches from each service, in milliseconds. Fetches that run at the same time are added up.
 */
export const createServerTiming = () => {
  const current = new AsyncLocalStorage<Timing>();
  const wrapSender: WrapSender = (service, send) => async (fetch) => {
    const start = performance.now();
    try {
      return await send(fetch);
    } finally {
      const fetches = current.getStore()?.fetches;
      const { count, ms } = fetches?.get(service) ?? { count: 0, ms: 0 };
      fetches?.set(service, { count: count + 1, ms: ms + performance.now() - start });
    }
  };
  return {
    wrapSender,
    register: (http: FastifyInstance): void => {
      http.addHook('onRequest', (_request, _reply, done) => {
        current.run({ start: performance.now(), fetches: new Map() }, done);
      });
      http.addHook('onSend', async (_request, reply) => {
        const timing = current.getStore();
        if (!timing) return;
        const fetches = [...timing.fetches].map(([service, { count, ms }]) => entry(service, ms, `${count} fetches`));
        void reply.header('server-timing', [entry('total', performance.now() - timing.start), ...fetches].join(', '));
      });
    },
  };
};
