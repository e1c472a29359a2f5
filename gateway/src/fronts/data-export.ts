import { type Clock, DATA_EXPORT_TOKEN, FaultCode, type Logger, verifySignedToken } from '@wizness/kernel';
import type { FastifyInstance } from 'fastify';
import { errorBody } from './http-server';
import type { KeyRing } from '../identity/key-ring';
import { MEMBERSHIP, ServiceUnavailable, type Sources } from '../subgraphs/subgraphs';

/** For its owner's eyes: no cache keeps it, and no other site learns the address, which holds the permission. */
const PRIVATE = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export interface DataExportOptions {
  readonly keys: KeyRing;
  /** Who signs permissions: the public address of the site. */
  readonly issuer: string;
  readonly sources: Sources;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Asked {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly token?: unknown };
}

/**
 * `GET /data-exports/:id?token=…`: all that the services hold of a member, in one file that is made when it is fetched.
 * Where one service does not answer there is no file: one with a part missing would pass for the whole.
 */
export const serveDataExports = (http: FastifyInstance, options: DataExportOptions): void => {
  const { keys, issuer, sources, clock, log } = options;
  const find = (kid: string) =>
    keys.find(kid).catch((cause: unknown) => {
      throw new ServiceUnavailable(MEMBERSHIP, { cause });
    });
  const ownerOf = async (id: string, token: unknown): Promise<string | null> => {
    if (typeof token !== 'string') return null;
    const claims = await verifySignedToken(token, DATA_EXPORT_TOKEN, { find, issuer, now: clock.now() });
    return claims?.jti === id && typeof claims.sub === 'string' ? claims.sub : null;
  };

  http.get<Asked>('/data-exports/:id', async (request, reply) => {
    void reply.headers(PRIVATE);
    try {
      const memberId = await ownerOf(request.params.id, request.query.token);
      if (memberId === null) {
        const message =
          'This address of an export is not valid, or no longer: ask for a new one with requestDataExport.';
        return await reply.code(401).send(errorBody(FaultCode.UNAUTHENTICATED, message));
      }
      const services = await sources.personalDataOf(memberId);
      if (!services[MEMBERSHIP]?.['profile']?.length) {
        return await reply.code(404).send(errorBody('NOT_FOUND', 'Nothing is held of this member any more.'));
      }
      const exportedAt = clock.now().toISOString();
      return await reply
        .header('content-disposition', `attachment; filename="wizness-data-${exportedAt.slice(0, 10)}.json"`)
        .type('application/json; charset=utf-8')
        .send(`${JSON.stringify({ exportedAt, memberId, services }, null, 2)}\n`);
    } catch (error) {
      if (!(error instanceof ServiceUnavailable)) throw error;
      const { service } = error;
      log.error({ err: error, requestId: request.id }, 'a data export could not be made');
      const message = `The service "${service}" can not answer now, so the file would not be whole: try again later.`;
      const details = { service, requestId: request.id };
      return reply.code(503).send(errorBody(FaultCode.SUBGRAPH_UNAVAILABLE, message, details));
    }
  });
};
