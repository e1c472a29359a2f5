import type { FastifyReply, FastifyRequest } from 'fastify';
import { CROSS_SITE_REFUSAL, isCrossSiteRequest } from '../pipeline/cross-site';
import { errorBody } from './error-body';

/** A browser that opens the URL of the endpoint: it prefers a page, and cannot show the JSON of a GraphQL response. */
const opensInBrowser = ({ method, headers: { accept = '' } }: FastifyRequest): boolean =>
  method === 'GET' && accept.includes('text/html') && !accept.includes('json');

/** Sends a browser to GraphiQL, and refuses what a page of another site could send. Returns whether it has responded. */
export const respondToBrowser = (request: FastifyRequest, reply: FastifyReply): boolean => {
  if (opensInBrowser(request)) {
    // Relative, because the site may be published under a path.
    void reply.redirect(`./graphiql${request.url.replace(/^[^?]*/, '')}`);
    return true;
  }
  if (!isCrossSiteRequest(request.method, request.headers)) return false;
  void reply.code(400).send(errorBody('BAD_REQUEST', CROSS_SITE_REFUSAL));
  return true;
};
