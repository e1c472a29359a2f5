import type { FastifyRequest } from 'fastify';

/** A header that no form, link or image can send, so that a browser asks before it sends it for another site. */
const SESSION_HEADER = 'x-wizness';

/** The host of a header `Origin`; null if it is no origin. */
const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/**
 * Whether a page of this site sends the request: its `Origin` is the public one, or that of the host which it is sent to; the
 * browser, if it says so, calls it same-origin; and it has the header that a page of another site cannot add. The cookie itself is
 * `SameSite=Strict`, which alone would trust other sites of the same domain.
 */
export const isOwnPage = ({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): boolean => {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (headers[SESSION_HEADER] !== '1' || origin === undefined) return false;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === new URL(publicUrl).origin || hostOf(origin) === host;
};
