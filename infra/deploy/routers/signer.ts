import { authenticateForOtherGateway } from '@wizness/gateway';
import { catalogue, IDENTITY_HEADER, type Logger, signIdentity } from '@wizness/kernel';
import fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';

export interface SignerOptions {
  /** Base URL of each service, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** The SUBGRAPH_SECRET of the services. */
  readonly secret: Uint8Array;
  /** Public URL of the site: the issuer of access tokens. */
  readonly publicUrl: string;
  /** Addresses and networks of the router and the proxies before it, whose `X-Forwarded-For` names the client. */
  readonly trustedProxies: readonly string[];
  /** Deadline of a call to a service, in milliseconds. */
  readonly timeoutMs: number;
  readonly log: Logger;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/**
 * A server that stands between another federation router and our services. The router sends the fetches of a service to
 * `/<service>/graphql` with the client's `Authorization`; the signer authenticates the caller as our gateway does, signs
 * the identity and passes the fetch on. Whoever can reach the signer can send any subgraph operation, so only the router
 * may. A credential that is not valid is answered with status 401, a service that does not answer in time with 504.
 */
export const createSigner = (options: SignerOptions): FastifyInstance => {
  const { urls, secret, publicUrl, timeoutMs, log } = options;
  const authenticate = authenticateForOtherGateway({ subgraphs: { urls, secret }, publicUrl, timeoutMs, log });
  const server = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    trustProxy: [...options.trustedProxies],
  });
  // JSON alone, and as text: the signature is that of the exact text.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.get('/health', async () => ({ status: 'alive' }));

  for (const { name: service } of catalogue) {
    server.post<{ Body: string }>(`/${service}/graphql`, async (request, reply) => {
      const { body, headers } = request;
      const identity = await authenticate({
        authorization: headers.authorization ?? null,
        userAgent: headers['user-agent'] ?? null,
        acceptLanguage: headers['accept-language'] ?? null,
        address: request.ip,
      });
      const signature = signIdentity(identity, { service, method: 'POST', path: '/graphql', body }, secret);
      const response = await fetch(`${urls[service]}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: signature },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      const contentType = response.headers.get('content-type') ?? 'application/json';
      return reply
        .code(response.status)
        .type(contentType)
        .send(await response.text());
    });
  }

  server.setErrorHandler<Error & { statusCode?: number }>((error, request, reply) => {
    if (error instanceof GraphQLError) {
      const { http, ...extensions } = error.extensions as { http?: { status?: number } };
      return reply.code(http?.status ?? 500).send({ errors: [{ message: error.message, extensions }] });
    }
    const { statusCode, message } = error;
    if (statusCode !== undefined && statusCode < 500) return reply.code(statusCode).send({ errors: [{ message }] });
    log.error({ err: error, path: request.url }, 'a fetch failed');
    return reply.code(504).send({ errors: [{ message: 'The service gave no response.' }] });
  });
  return server;
};
