import type { FastifyInstance } from 'fastify';
import { errorBody } from '../fronts/error-body';
import type { GraphqlFront } from '../fronts/graphql-front';
import type { LogTail } from '../subscriptions/log-tail';
import { readPosts, unavailable } from './read-posts';
import { serveStreams } from './serve-streams';
import type { StreamSource } from './stream-source';

const PATH = '/streams/posts';

/**
 * `GET /streams/posts`: the post log as everyone sees it, as a Durable Stream. Its offsets are the cursors of `postEvents` and of
 * the subscriptions.
 */
export const servePostStream = (http: FastifyInstance, ask: GraphqlFront['ask'], tail: LogTail): void => {
  const posts: StreamSource = {
    contentType: 'application/json',
    emptyBody: Buffer.from('[]'),
    read: (after, context) => readPosts(ask, after, context),
    newest: () =>
      tail.newest().catch(() => {
        throw unavailable();
      }),
    waitBeyond: tail.waitBeyond,
  };
  serveStreams(http, { path: PATH, sourceOf: () => posts });
  http.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE'],
    url: PATH,
    handler: async (_, reply) =>
      reply
        .code(405)
        .headers({ allow: 'GET, HEAD, OPTIONS', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
        .send(errorBody('BAD_REQUEST', 'This stream is read only: posts are published with GraphQL.')),
  });
};
