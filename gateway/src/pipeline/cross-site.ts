/** Headers of a request, with lower-case names. */
type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Types that the form of any page can send (Fetch standard, "CORS-safelisted request-header"). */
const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/** Headers that a browser sends to another origin only after that origin has allowed them. */
const PREFLIGHTED_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'];

export const GRAPHQL_RESPONSE_TYPE = 'application/graphql-response+json';

const textOf = (value: string | string[] | undefined): string => `${value ?? ''}`.trim().toLowerCase();

const isForm = (contentType: string): boolean => FORM_TYPES.has(contentType.split(';', 1)[0]?.trim() ?? '');

/** Modes in which a page sends a request whose response it cannot read (Fetch metadata). */
const UNREADABLE_MODES = new Set(['no-cors', 'navigate']);

const acceptsGraphql = (headers: RequestHeaders): boolean =>
  textOf(headers['accept']).includes(GRAPHQL_RESPONSE_TYPE) && !UNREADABLE_MODES.has(textOf(headers['sec-fetch-mode']));

/**
 * Whether a page of another site could have sent the request without permission: as a link, an image or a form. A query by
 * GET needs no preflight if its Accept header names the media type of GraphQL, because no element of a page sends that
 * header; the browser adds no credential to it, and shows its response only to allowed origins.
 */
export const isCrossSiteRequest = (method: string, headers: RequestHeaders): boolean => {
  const contentType = textOf(headers['content-type']);
  if (contentType && !isForm(contentType)) return false;
  if (PREFLIGHTED_HEADERS.some((name) => textOf(headers[name]))) return false;
  // An EventSource sends no other header. It runs no mutation, and only allowed origins can read its events.
  if (method === 'GET' && textOf(headers['accept']) === 'text/event-stream') return false;
  return method !== 'GET' || !acceptsGraphql(headers);
};

export const CROSS_SITE_REFUSAL =
  'A page of another site could have sent this request, so it is refused. Send a POST with `Content-Type: application/json`, ' +
  `or a GET with \`Accept: ${GRAPHQL_RESPONSE_TYPE}\` or with \`Apollo-Require-Preflight: true\`.`;
