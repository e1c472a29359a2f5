import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** JSON and pages. Events and parts of a stream (`text/event-stream`, `multipart/mixed`) must arrive at once. */
const COMPRESSIBLE = /^(text\/html|application\/([\w.-]+\+)?json)\b/;

/** In bytes. A smaller response fits into one packet anyway. */
const THRESHOLD = 1024;

/** Compresses the responses of routes that are added after it (Brotli or gzip). Bodies of requests are not compressed. */
export const compressResponses = async (http: FastifyInstance): Promise<void> => {
  await http.register(fastifyCompress, {
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSIBLE,
    threshold: THRESHOLD,
    globalDecompression: false,
  });
};
