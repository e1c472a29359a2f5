import { type Clock, DATA_EXPORT_TOKEN, FaultCode, type Logger, verifySignedToken } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import type { KeyRing } from '../identity/key-ring';
import { MEMBERSHIP, ServiceUnavailable, type Subgraphs } from '../subgraphs/subgraphs';
import { errorBody } from './error-body';

/** The file is private: no cache stores it, and no other site learns the URL, which contains the token. */
const PRIVATE_HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export interface DataExportOptions {
  readonly keys: KeyRing;
  /** Issuer of export tokens: the public URL of the site. */
  readonly issuer: string;
  readonly subgraphs: Subgraphs;
  readonly clock: Clock;
  readonly log: Logger;
}

interface DataExportRoute {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly token?: unknown };
}

/**
 * `GET /data-exports/:id?token=…`: all data that the services store about a member, in one file that is created when it
 * is downloaded. If one service is unavailable there is no file, because a partial file would look complete.
 */
export const serveDataExports = (http: FastifyInstance, options: DataExportOptions): void => {
  const { keys, issuer, subgraphs, clock, log } = options;
  const find = (kid: string) =>
    keys.find(kid).catch((cause: unknown) => {
      throw new ServiceUnavailable(MEMBERSHIP, { cause });
    });
  /** A sign-out ends the links of the session. Members of an external issuer have no session here. */
  const hasEnded = async (memberId: string, sessionId: unknown): Promise<boolean> => {
    if (typeof sessionId !== 'string') return false;
    const identity = await subgraphs.credentialVerifier
      .identifySession({ memberId, sessionId })
      .catch((cause: unknown) => {
        throw new ServiceUnavailable(MEMBERSHIP, { cause });
      });
    return identity === null;
  };
  const ownerOf = async (id: string, token: unknown): Promise<string | null> => {
    if (typeof token !== 'string') return null;
    const claims = await verifySignedToken(token, DATA_EXPORT_TOKEN, { find, issuer, now: clock.now() });
    if (claims?.jti !== id || typeof claims.sub !== 'string') return null;
    return (await hasEnded(claims.sub, claims['sid'])) ? null : claims.sub;
  };

  http.get<DataExportRoute>('/data-exports/:id', async (request, reply) => {
    void reply.headers(PRIVATE_HEADERS);
    try {
      const memberId = await ownerOf(request.params.id, request.query.token);
      if (memberId === null) {
        const message = 'This export link is invalid or has expired. Request a new one with requestDataExport.';
        return await reply.code(401).send(errorBody(FaultCode.UNAUTHENTICATED, message));
      }
      const services = await subgraphs.personalDataOf(memberId);
      if (!services[MEMBERSHIP]?.['profile']?.length) {
        return await reply.code(404).send(errorBody('NOT_FOUND', 'No data is stored about this member any more.'));
      }
      const exportedAt = clock.now().toISOString();
      return await reply
        .header('content-disposition', `attachment; filename="wizness-data-${exportedAt.slice(0, 10)}.json"`)
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify({ exportedAt, memberId, services }, null, 2)}\n`);
    } catch (error) {
      if (!(error instanceof ServiceUnavailable)) throw error;
      const { service } = error;
      log.error({ err: error, requestId: request.id }, 'a data export could not be created');
      const message = `The service "${service}" is unavailable, so the file would be incomplete. Try again later.`;
      const details = { service, requestId: request.id };
      return reply.code(503).send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, message, details));
    }
  });
};
