import {
  type CallProcedure,
  FaultCode,
  MAX_FILE_BYTES,
  networkOf,
  readFileProcedure,
  receiveUploadProcedure,
} from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createTurns } from '../pipeline/turns';
import { isKnownTag } from './entity-tag';
import { errorBody } from './error-body';
import { connectionOf } from './graphql-context';

/** A moderator hides a file at once: no cache may keep it for longer. */
const MAX_AGE_SECONDS = 300;

/** A file comes from a member: it runs nothing, and is no page of this site, even if a browser is led to show it. */
const SAFE_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Files of one client that are sent or received at once. A file is held in memory as a whole. */
const MAX_AT_ONCE = 8;
const MAX_WAITING = 100;

/** Images are shown in pages; other files are downloaded. The name as RFC 6266 has it. */
const dispositionOf = (contentType: string, fileName: string): string => {
  const kind = contentType.startsWith('image/') ? 'inline' : 'attachment';
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename*=UTF-8''${encoded}`;
};

/** Null for anything but a number of pixels: the file as large as it is. */
const widthOf = (text: unknown): number | null =>
  typeof text === 'string' && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : null;

interface UploadRoute {
  readonly Params: { readonly id: string; readonly token: string };
}

interface FileRoute {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly width?: unknown; readonly expires?: unknown; readonly signature?: unknown };
}

const ANSWERS = {
  RECEIVED: [204, ''],
  UNKNOWN: [404, 'There is no such upload, it has expired, or its file has been sent.'],
  WRONG_SIZE: [400, 'The file does not have the size that was declared.'],
} as const;

/**
 * `PUT /files/uploads/:id/:token` takes the bytes of an upload, and `GET /files/:id/:name` serves a file. The token and the
 * signature in the address decide, no cookie and no credential is read.
 */
export const serveFiles = (http: FastifyInstance, content: CallProcedure | null, timeoutMs: number): void => {
  if (content === null) return;
  const takeTurn = createTurns(MAX_AT_ONCE, MAX_WAITING);
  /** Runs `work` in a turn of the client, which lasts until the response is read. */
  const inTurn = async (request: FastifyRequest, reply: FastifyReply, work: () => Promise<FastifyReply>) => {
    const connection = connectionOf(reply);
    const end = await takeTurn(networkOf(request.ip), 1, connection);
    if (!end) {
      const message = 'You have requested too many files at once. Wait for some of them.';
      return reply
        .code(429)
        .header('retry-after', '1')
        .send(errorBody(FaultCode.RATE_LIMITED, message, { retryAfter: 1 }));
    }
    connection.onClose(end);
    return work();
  };
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES }, (_request, body, done) =>
      done(null, body),
    );

    const receive = async ({ params: { id, token }, body }: FastifyRequest<UploadRoute>, reply: FastifyReply) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      const signal = AbortSignal.timeout(timeoutMs);
      const { result } = await content(
        receiveUploadProcedure,
        { id, token, content: bytes.toString('base64') },
        { signal },
      );
      const [status, message] = ANSWERS[result];
      void reply.code(status).headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      return reply.send(message === '' ? undefined : errorBody(status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', message));
    };
    scope.put<UploadRoute>('/files/uploads/:id/:token', { bodyLimit: MAX_FILE_BYTES }, (request, reply) =>
      inTurn(request, reply, () => receive(request, reply)),
    );
  });

  const sendFile = async (request: FastifyRequest<FileRoute>, reply: FastifyReply) => {
    const { expires, signature } = request.query;
    const signed = typeof expires === 'string' && typeof signature === 'string' ? { expires, signature } : null;
    const signal = AbortSignal.timeout(timeoutMs);
    const { id } = request.params;
    const width = widthOf(request.query.width);
    const { file } = await content(readFileProcedure, { id, width, signed }, { signal });
    void reply.headers(SAFE_HEADERS);
    if (file === null) {
      return reply.code(404).header('cache-control', 'no-store').send(errorBody('NOT_FOUND', 'There is no such file.'));
    }
    // A file never changes. Whether it may be seen is asked each time.
    const tag = `"${id}${width === null ? '' : `-${width}`}"`;
    void reply.headers({
      'cache-control': `${file.isPublic ? 'public' : 'private'}, max-age=${MAX_AGE_SECONDS}`,
      'content-disposition': dispositionOf(file.contentType, file.fileName),
      etag: tag,
    });
    if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply
      .type(file.contentType.startsWith('text/') ? `${file.contentType}; charset=utf-8` : file.contentType)
      .send(Buffer.from(file.content, 'base64'));
  };
  http.get<FileRoute>('/files/:id/:name', (request, reply) => inTurn(request, reply, () => sendFile(request, reply)));
};
