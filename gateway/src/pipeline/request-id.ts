import type { IncomingMessage } from 'node:http';
import { systemClock } from '@wizness/kernel';

/** HTTP header that names a request, in both directions. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** Safe to write into a log line and a header, and long enough for any tracing system's ids. */
const SANE = /^[\w.:+/=-]{1,128}$/;

/** The caller's own name for the request where it is sane, else a new one. */
export const requestIdOf = (request: Pick<IncomingMessage, 'headers'>): string => {
  const given = request.headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && SANE.test(given) ? given : systemClock.newId('request');
};
