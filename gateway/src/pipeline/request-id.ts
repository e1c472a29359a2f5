import { systemClock } from '@wizness/kernel';

/** Safe in log lines and headers, and long enough for the ids of tracing systems. */
const VALID_REQUEST_ID = /^[\w.:+/=-]{1,128}$/;

/** The caller's own request id if it is valid, else a new one. `header` is the value of `x-request-id`. */
export const requestIdFrom = (header: string | string[] | undefined): string =>
  typeof header === 'string' && VALID_REQUEST_ID.test(header) ? header : systemClock.newId('request');
