import { request } from 'undici';
import type { TestGateway } from './gateways';

export type Headers = Record<string, string | string[]>;

/** Sends a query with these headers and no other credentials. */
export const send = async (gateway: TestGateway, headers: Headers, query = '{ callerIdentity }') => {
  const {
    statusCode,
    headers: responseHeaders,
    body,
  } = await request(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'A test', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: statusCode, headers: responseHeaders, text: await body.text() };
};

export const bearer = (credential: string): Headers => ({ authorization: `Bearer ${credential}` });

const UNAUTHENTICATED = `${JSON.stringify({
  errors: [
    {
      message:
        'The credential in the Authorization header is invalid or has expired. Send `Authorization: Bearer <access token>` or `Authorization: Bearer wzk_…`, or omit the header for an anonymous request.',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
})}\n`;

/** The response to every invalid credential, whatever is wrong with it. */
export const REFUSED = { status: 401, text: UNAUTHENTICATED } as const;
