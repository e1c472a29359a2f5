import { type CallProcedure, readFactProcedure, readSourceTextProcedure } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from '../fronts/entity-tag';
import { errorBody } from '../fronts/error-body';
import { callerIn, connectionOf } from '../fronts/graphql-context';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { Authenticate } from '../pipeline/authenticate';
import type { GatewayContext } from '../pipeline/context';
import { readFactPage } from './fact-page';

interface EvidenceOptions extends Pick<GraphqlFront, 'ask'> {
  readonly partnerships: CallProcedure;
  readonly authenticate: Authenticate;
  /** Base URL of the site. */
  readonly publicUrl: string;
  readonly timeoutMs: number;
  /** Sends a coded error, and throws any other. */
  readonly sendError: (reply: FastifyReply, error: unknown) => FastifyReply;
}

interface Route {
  readonly Params: { readonly id: string };
}

/** A request: the id in its path, and its caller. */
interface Asked {
  readonly id: string;
  readonly call: Parameters<CallProcedure>[2];
  readonly context: GatewayContext;
}

/** What a route reads, as text. Null: there is none that the caller may see. */
type Read = (asked: Asked) => Promise<string | null>;

/**
 * `GET /facts/<id>.json`: one version of a fact as a row of the export, with what its page shows besides in `page`, and
 * `GET /exports/sources/<id>.txt`: the text that its quotes are from. With both, anyone can verify the fact.
 */
export const serveEvidence = (http: FastifyInstance, options: EvidenceOptions): void => {
  const { partnerships, ask, authenticate, publicUrl: siteUrl, timeoutMs, sendError } = options;
  const serve = (path: string, type: string, read: Read): void => {
    http.get<Route>(path, async (request: FastifyRequest<Route>, reply: FastifyReply) => {
      try {
        const connection = connectionOf(reply);
        const identity = await authenticate(callerIn(request));
        const call = { identity, requestId: request.id, signal: AbortSignal.timeout(timeoutMs) };
        const context = { requestId: request.id, identity, connection };
        const found = await read({ id: request.params.id, call, context });
        if (found === null)
          return reply.code(404).send(errorBody('NOT_FOUND', 'There is nothing that you may see here.'));
        const tag = entityTagOf(found);
        void reply.headers({ etag: tag, 'cache-control': 'no-cache', vary: 'authorization' });
        return isKnownTag(request.headers['if-none-match'], tag)
          ? reply.code(304).send()
          : reply.type(type).send(found);
      } catch (error) {
        return sendError(reply, error);
      }
    });
  };
  serve('/facts/:id(^fact_[a-z0-9]+).json', 'application/json; charset=utf-8', async ({ id, call, context }) => {
    const { fact } = await partnerships(readFactProcedure, { id }, call);
    const page = fact === null ? null : await readFactPage(ask, { id, siteUrl }, context);
    return fact === null || page === null ? null : `${fact.slice(0, -1)},"page":${JSON.stringify(page)}}\n`;
  });
  serve('/exports/sources/:id(^source_[a-z0-9]+).txt', 'text/plain; charset=utf-8', async ({ id, call }) => {
    const { text } = await partnerships(readSourceTextProcedure, { id }, call);
    return text;
  });
};
