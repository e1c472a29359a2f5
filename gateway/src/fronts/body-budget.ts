import { Transform, type TransformCallback } from 'node:stream';
import { FaultCode } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';

/** In bytes. Smaller bodies are not counted: the number of connections bounds them. */
export const COUNTED_LENGTH = 16 * 1024;

/** The bodies of all requests together are larger than allowed. */
export class TooManyBytes extends Error {
  readonly statusCode = 503;
  readonly code = FaultCode.RATE_LIMITED;
  /** In seconds. */
  readonly retryAfter = 1;

  constructor() {
    super('The server receives too many large requests at present. Try again in a second.');
  }
}

/**
 * Bounds the bytes of request bodies that are held at the same time, over all requests of `http`, to `maxBytes`. Bytes
 * count from their arrival until the response is sent or the connection closes. A request that exceeds the bound is
 * refused with {@link TooManyBytes}.
 */
export const limitBufferedBytes = (http: FastifyInstance, maxBytes: number): void => {
  let held = 0;
  http.addHook('preParsing', (request, reply, payload, next) => {
    const length = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
    if (length <= COUNTED_LENGTH) return next(null, payload);
    let own = 0;
    reply.raw.once('close', () => {
      held -= own;
    });
    const counter = new Transform({
      transform: (chunk: Buffer, _, done: TransformCallback) => {
        own += chunk.length;
        held += chunk.length;
        if (held > maxBytes) done(new TooManyBytes());
        else done(null, chunk);
      },
    });
    payload.once('error', (error) => counter.destroy(error));
    return next(null, payload.pipe(counter));
  });
};
