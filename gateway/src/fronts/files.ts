import { type CallProcedure, MAX_FILE_BYTES, readFileProcedure, receiveUploadProcedure } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import { isKnownTag } from './entity-tag';
import { errorBody } from './error-body';

/** A moderator hides a file at once: no cache may keep it for longer. */
const MAX_AGE_SECONDS = 300;

/** A file comes from a member: it runs nothing, and is no page of this site, even if a browser is led to show it. */
const SAFE_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Images are shown in pages; other files are downloaded. The name as RFC 6266 has it. */
const dispositionOf = (contentType: string, fileName: string): string => {
  const kind = contentType.startsWith('image/') ? 'inline' : 'attachment';
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `${kind}; filename*=UTF-8''${encoded}`;
};

interface UploadRoute {
  readonly Params: { readonly id: string; readonly token: string };
}

interface FileRoute {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly expires?: unknown; readonly signature?: unknown };
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
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES }, (_request, body, done) =>
      done(null, body),
    );

    scope.put<UploadRoute>('/files/uploads/:id/:token', { bodyLimit: MAX_FILE_BYTES }, async (request, reply) => {
      const { id, token } = request.params;
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signal = AbortSignal.timeout(timeoutMs);
      const { result } = await content(
        receiveUploadProcedure,
        { id, token, content: bytes.toString('base64') },
        { signal },
      );
      const [status, message] = ANSWERS[result];
      void reply.code(status).headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
      return reply.send(message === '' ? undefined : errorBody(status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST', message));
    });
  });

  http.get<FileRoute>('/files/:id/:name', async (request, reply) => {
    const { expires, signature } = request.query;
    const signed = typeof expires === 'string' && typeof signature === 'string' ? { expires, signature } : null;
    const signal = AbortSignal.timeout(timeoutMs);
    const { id } = request.params;
    const { file } = await content(readFileProcedure, { id, signed }, { signal });
    void reply.headers(SAFE_HEADERS);
    if (file === null) {
      return reply.code(404).header('cache-control', 'no-store').send(errorBody('NOT_FOUND', 'There is no such file.'));
    }
    // A file never changes. Whether it may be seen is asked each time.
    const tag = `"${id}"`;
    void reply.headers({
      'cache-control': `${file.isPublic ? 'public' : 'private'}, max-age=${MAX_AGE_SECONDS}`,
      'content-disposition': dispositionOf(file.contentType, file.fileName),
      etag: tag,
    });
    if (isKnownTag(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply
      .type(file.contentType.startsWith('text/') ? `${file.contentType}; charset=utf-8` : file.contentType)
      .send(Buffer.from(file.content, 'base64'));
  });
};
