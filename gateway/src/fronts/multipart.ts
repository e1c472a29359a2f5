import type { FastifyRequest } from 'fastify';
import type { StreamFormat } from './http-streams';
import { LAGGED, SIGNED_OUT } from './subscribe';

const MULTIPART_TYPE = /multipart\/mixed\s*;[^,]*\bsubscriptionspec="?1\.0"?/i;

/** Whether a request takes results in parts, as Apollo's clients do. */
export const acceptsMultipart = ({ headers }: FastifyRequest): boolean => MULTIPART_TYPE.test(headers.accept ?? '');

const BOUNDARY = '\r\n--graphql';

/** A part, with the boundary behind it: a client that waits for the boundary would show each event with the next one only. */
const part = (json: string): string => `\r\nContent-Type: application/json\r\n\r\n${json}${BOUNDARY}`;

const last = (json: string): string => `${part(json)}--\r\n`;

/** A protocol error, which a client may answer with a new request. */
const failed = (errors: readonly object[]): string => last(JSON.stringify({ payload: null, errors }));

const EXPIRED = [
  { message: 'The credential has expired. Continue with a new one.', extensions: { code: 'UNAUTHENTICATED' } },
];
const STOPPED = [
  { message: 'The server restarts. Continue behind the last cursor.', extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
];

/** Apollo's protocol for subscriptions over HTTP, version 1.0. It has no place for a cursor: the client selects it. */
export const MULTIPART: StreamFormat = {
  headers: {
    'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  },
  start: () => BOUNDARY,
  event: ({ payload }) => part(`{"payload":${payload}}`),
  result: (payload) => `${BOUNDARY}${part(`{"payload":${payload.trimEnd()}}`)}`,
  position: () => part('{}'),
  end: (end) => {
    switch (end.type) {
      case 'failed':
        return failed(end.errors);
      case 'lagged':
        return failed(LAGGED);
      case 'signed-out':
        return failed(SIGNED_OUT);
      case 'expired':
        return failed(EXPIRED);
      case 'stopped':
        return failed(STOPPED);
    }
  },
  refusal: null,
};
