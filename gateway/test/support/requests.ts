import { request } from 'undici';
import type { TestGateway } from './gateways';

export type Headers = Record<string, string | string[]>;

/** Asks as a client would that sends these headers and no others of its own. */
export const send = async (gateway: TestGateway, headers: Headers, query = '{ whoIsAsking }') => {
  const {
    statusCode,
    headers: answered,
    body,
  } = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'A test', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: statusCode, headers: answered, text: await body.text() };
};

export const bearer = (credential: string): Headers => ({ authorization: `Bearer ${credential}` });

const TEXT = `${JSON.stringify({
  errors: [
    {
      message:
        'The credential in the Authorization header is invalid or has expired. Send `Authorization: Bearer <access token>` or `Authorization: Bearer wzk_…`, or omit the header for an anonymous request.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
})}\n`;

/** What whoever sends a bad credential gets, whatever is wrong with it. */
export const REFUSED = { status: 401, text: TEXT } as const;
