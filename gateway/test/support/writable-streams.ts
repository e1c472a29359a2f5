import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { serveStreams } from '../../src/durable-streams/serve-streams';
import type { StreamSource } from '../../src/durable-streams/stream-source';

/** Messages of one page. */
const PAGE_SIZE = 100;
const MAX_BODY_BYTES = 20 * 1024 * 1024;

/** A stream in memory. */
interface WritableStream extends StreamSource {
  append(body: Buffer): void;
}

const offsetOf = (position: number): string => `content.${String(position).padStart(16, '0')}`;
const positionOf = (offset: string | null): number => (offset === null ? 0 : Number(offset.split('.')[1]));

/** The messages in a body: the values of a JSON array, or all of it. */
const messagesIn = (body: Buffer, isJson: boolean): readonly Buffer[] => {
  if (body.length === 0) return [];
  if (!isJson) return [body];
  const value: unknown = JSON.parse(body.toString());
  return (Array.isArray(value) ? value : [value]).map((each) => Buffer.from(JSON.stringify(each)));
};

const createStream = (contentType: string): WritableStream => {
  const isJson = contentType.startsWith('application/json');
  const messages: Buffer[] = [];
  const waiting = new Set<() => void>();
  const bodyOf = (page: readonly Buffer[]): Buffer =>
    isJson ? Buffer.from(`[${page.join(',')}]`) : Buffer.concat(page);
  return {
    contentType,
    emptyBody: bodyOf([]),
    append: (body) => {
      messages.push(...messagesIn(body, isJson));
      for (const wake of waiting) wake();
    },
    read: async (after) => {
      const from = positionOf(after);
      const page = messages.slice(from, from + PAGE_SIZE);
      const next = from + page.length;
      return {
        body: bodyOf(page),
        isEmpty: page.length === 0,
        next: offsetOf(next),
        isAtEnd: next >= messages.length,
      };
    },
    newest: async () => offsetOf(messages.length),
    waitBeyond: (offset, signal) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!signal.aborted && messages.length <= positionOf(offset)) return;
          waiting.delete(check);
          resolve(signal.aborted ? null : offsetOf(messages.length));
        };
        waiting.add(check);
        signal.addEventListener('abort', check, { once: true });
        check();
      }),
  };
};

/**
 * Streams that can be written, in front of the code that serves the post log, because the conformance suite writes what it reads.
 * A stream is at any path below `/v1/stream/`.
 */
export const openWritableStreams = async (longPollMs: number) => {
  const streams = new Map<string, WritableStream>();
  const http = fastify({ bodyLimit: MAX_BODY_BYTES, forceCloseConnections: true });
  http.removeAllContentTypeParsers();
  http.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  const path = '/v1/stream/*';
  serveStreams(http, { path, sourceOf: (address) => streams.get(address) ?? null, longPollMs });
  const append = async (request: FastifyRequest, reply: FastifyReply, stream: WritableStream) => {
    if (Buffer.isBuffer(request.body)) stream.append(request.body);
    return reply.header('stream-next-offset', await stream.newest()).send();
  };
  http.put(path, async (request, reply) => {
    const stream = createStream(request.headers['content-type'] ?? 'application/octet-stream');
    streams.set(request.url, stream);
    return append(request, reply.code(201).header('content-type', stream.contentType), stream);
  });
  http.post(path, async (request, reply) => {
    const stream = streams.get(request.url);
    return stream ? append(request, reply.code(204), stream) : reply.code(404).send();
  });
  const url = await http.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => http.close() };
};
