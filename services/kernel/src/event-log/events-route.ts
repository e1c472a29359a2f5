import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { FaultCode } from '../fault';
import { IDENTITY_HEADER, verifyIdentity } from '../identity';
import type { Logger } from '../log';
import type { EventSource } from './event-source';
import { MOST_EVENTS } from './read-events';

/** What an identity is signed for that reads the log: one signed for `/graphql` does not open it, nor the reverse. */
export const eventsAudience = (owner: string): string => `${owner}/events`;

const QUERY_SCHEMA = {
  type: 'object',
  required: ['after'],
  properties: { after: { type: 'integer' }, limit: { type: 'integer', default: MOST_EVENTS } },
} as const;

const GONE = 410;
const BAD_REQUEST = 400;

interface ServedLog {
  readonly owner: string;
  readonly events: EventSource;
  readonly secret: Uint8Array;
  readonly log: Logger;
}

/** `GET /events?after=&limit=`: the log of `owner`, for the other services alone. */
export const addEventsRoute = (server: FastifyInstance, { owner, events, secret, log }: ServedLog): void => {
  server.get<{ Querystring: { after: number; limit: number } }>(
    '/events',
    {
      schema: { querystring: QUERY_SCHEMA },
      // Before anything of the request is judged: a stranger learns nothing, not even what a right request looks like.
      onRequest: async (request, reply) => {
        const header = request.headers[IDENTITY_HEADER];
        const token = Array.isArray(header) ? undefined : header;
        if (await verifyIdentity(token, eventsAudience(owner), secret)) return;
        const message = 'This log is read only by the other services: the signed identity is missing or wrong.';
        return reply.code(401).send({ errors: [{ message, extensions: { code: FaultCode.UNAUTHENTICATED } }] });
      },
    },
    async ({ query: { after, limit } }, reply) => {
      try {
        return { events: await events.read(after, limit) };
      } catch (error) {
        if (!(error instanceof GraphQLError)) {
          log.error(error, 'the log could not be read');
          return reply.code(500).send();
        }
        const status = error.extensions['code'] === FaultCode.CURSOR_EXPIRED ? GONE : BAD_REQUEST;
        return reply.code(status).send({ errors: [error.toJSON()] });
      }
    },
  );
};
