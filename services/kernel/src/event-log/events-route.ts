import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type { SignedRequestGuard } from '../http/signed-requests';
import { FaultCode } from '../errors/fault';
import type { Logger } from '../runtime/log';
import type { EventSource } from './event-source';
import { MAX_EVENTS_PER_READ } from './read-events';

const QUERY_SCHEMA = {
  type: 'object',
  required: ['after'],
  properties: { after: { type: 'integer' }, limit: { type: 'integer', default: MAX_EVENTS_PER_READ } },
} as const;

const GONE = 410;
const BAD_REQUEST = 400;

interface ServedLog {
  readonly events: EventSource;
  readonly guard: SignedRequestGuard;
  readonly log: Logger;
}

/** `GET /events?after=&limit=`: the service's log, for signed requests of other services only. */
export const addEventsRoute = (server: FastifyInstance, { events, guard, log }: ServedLog): void => {
  server.get<{ Querystring: { after: number; limit: number } }>(
    '/events',
    { ...guard.closed, schema: { querystring: QUERY_SCHEMA } },
    async ({ query: { after, limit } }, reply) => {
      try {
        return { events: await events.read(after, limit) };
      } catch (error) {
        if (!(error instanceof GraphQLError)) {
          log.error(error, 'the event log could not be read');
          return reply.code(500).send();
        }
        const status = error.extensions['code'] === FaultCode.CURSOR_EXPIRED ? GONE : BAD_REQUEST;
        return reply.code(status).send({ errors: [error.toJSON()] });
      }
    },
  );
};
