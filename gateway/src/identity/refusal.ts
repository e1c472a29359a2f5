import { HeaderMap } from '@apollo/server';
import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** The one answer to every credential that is no good, status 401: it does not say what is wrong with it. */
export const unauthenticated = (): GraphQLError => {
  const message =
    'The credential in the Authorization header is not valid, or no longer. ' +
    'Send `Authorization: Bearer <access token>` or `Authorization: Bearer wzk_…`, or no such header to ask as a visitor.';
  const headers = new HeaderMap([['www-authenticate', 'Bearer error="invalid_token"']]);
  // Another package has declared this extension with its own kind of headers; the server wants its own.
  const http = { status: 401, headers: headers as never };
  return new GraphQLError(message, { extensions: { code: FaultCode.UNAUTHENTICATED, http } });
};

/** Status 503: whether the credential is any good can not be said now, since who would know does not answer. */
export const cannotTell = (requestId: string, silent: 'membership' | 'issuer'): GraphQLError => {
  const [who, service] =
    silent === 'membership'
      ? ['The service "membership"', { service: 'membership' }]
      : ['The issuer of the credential', {}];
  const message = `${who} can not answer now, so nobody can say whether the credential is good.`;
  const extensions = { code: FaultCode.SUBGRAPH_UNAVAILABLE, ...service, requestId, http: { status: 503 } };
  return new GraphQLError(message, { extensions });
};
