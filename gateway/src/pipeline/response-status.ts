import type { FormattedExecutionResult } from 'graphql';
import { GRAPHQL_RESPONSE_TYPE } from './cross-site';

const TOO_MANY_REQUESTS = 429;

/** Headers that state when a refused operation can be sent again. Empty if `status` is not 429, or no error says so. */
export const retryHeaders = (
  status: number | undefined,
  errors: FormattedExecutionResult['errors'] = [],
): [string, string][] => {
  const seconds = errors.map(({ extensions }) => extensions?.['retryAfter']).find((each) => typeof each === 'number');
  return status === TOO_MANY_REQUESTS && seconds !== undefined ? [['retry-after', `${seconds}`]] : [];
};

/** The request itself is wrong, not the operation in it. */
const BAD_REQUEST = 'BAD_REQUEST';

/** Whether an Accept header names JSON and not the media type of GraphQL. */
const wantsJson = (accept: string): boolean =>
  /\bapplication\/json\b/i.test(accept) && !accept.includes(GRAPHQL_RESPONSE_TYPE);

/**
 * Whether a response that would have the status 400 has the status 200 instead: a client that asks for `application/json`
 * may take any other status for the response of something between it and the server (GraphQL over HTTP, §6.4.1).
 */
export const isWellFormedJsonRequest = (accept: string, { errors = [] }: FormattedExecutionResult): boolean =>
  wantsJson(accept) && errors.every(({ extensions }) => extensions?.['code'] !== BAD_REQUEST);
