import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import type { ServerResponse } from 'node:http';

/**
 * Passes bytes on, and ends the response with their SHA-256 in the trailer `Repr-Digest` (RFC 9530). The trailer is announced with
 * the first byte: a response that fails before has a body of its own, with a length and so without trailers.
 */
export const digestTrailer = (response: ServerResponse): Transform => {
  const sha256 = createHash('sha256');
  const announce = (): void => {
    if (!response.headersSent) response.setHeader('trailer', 'Repr-Digest');
  };
  return new Transform({
    transform(chunk: Buffer, _, done) {
      announce();
      sha256.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      announce();
      response.addTrailers({ 'Repr-Digest': `sha-256=:${sha256.digest('base64')}:` });
      done();
    },
  });
};

/** SHA-256 of bytes, in hexadecimal. */
export const digestOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const sha256 = createHash('sha256');
  for await (const chunk of chunks) sha256.update(chunk);
  return sha256.digest('hex');
};
