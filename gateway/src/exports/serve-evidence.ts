import { type CallProcedure, readFactProcedure, readSourceTextProcedure } from '@wizness/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { entityTagOf, isKnownTag } from '../fronts/entity-tag';
import { errorBody } from '../fronts/error-body';
import { callerIn } from '../fronts/graphql-context';
import type { Authenticate } from '../pipeline/authenticate';

interface EvidenceOptions {
  readonly partnerships: CallProcedure;
  readonly authenticate: Authenticate;
  readonly timeoutMs: number;
  /** Sends a coded error, and throws any other. */
  readonly sendError: (reply: FastifyReply, error: unknown) => FastifyReply;
}

interface Route {
  readonly Params: { readonly id: string };
}

/** What a route reads, as text. Null: there is none that the caller may see. */
type Read = (id: string, options: Parameters<CallProcedure>[2]) => Promise<string | null>;

/**
 * `GET /facts/<id>.json`: one version of a fact as a row of the export, and `GET /exports/sources/<id>.txt`: the text that its
 * quotes are from. With both, anyone can verify the fact.
 */
export const serveEvidence = (http: FastifyInstance, options: EvidenceOptions): void => {
  const { partnerships, authenticate, timeoutMs, sendError } = options;
  const serve = (path: string, type: string, read: Read): void => {
    http.get<Route>(path, async (request: FastifyRequest<Route>, reply: FastifyReply) => {
      try {
        const identity = await authenticate(callerIn(request));
        const signal = AbortSignal.timeout(timeoutMs);
        const found = await read(request.params.id, { identity, requestId: request.id, signal });
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
  serve('/facts/:id(^fact_[a-z0-9]+).json', 'application/json; charset=utf-8', async (id, call) => {
    const { fact } = await partnerships(readFactProcedure, { id }, call);
    return fact && `${fact}\n`;
  });
  serve('/exports/sources/:id(^source_[a-z0-9]+).txt', 'text/plain; charset=utf-8', async (id, call) => {
    const { text } = await partnerships(readSourceTextProcedure, { id }, call);
    return text;
  });
};
