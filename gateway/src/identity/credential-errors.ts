import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** The one response to every invalid credential, with status 401. It does not reveal what is wrong with the credential. */
export const unauthenticated = (): GraphQLError => {
  const message =
    'The credential in the Authorization header is invalid or has expired. ' +
    'Send `Authorization: Bearer <access token>` or `Authorization: Bearer wzk_…`, or omit the header for an anonymous request.';
  return new GraphQLError(message, { extensions: { code: FaultCode.UNAUTHENTICATED, http: { status: 401 } } });
};

/** Status 503: the credential cannot be verified, because membership or the external issuer does not respond. */
export const credentialNotVerifiable = (requestId: string, unavailable: 'membership' | 'issuer'): GraphQLError => {
  const [subject, service] =
    unavailable === 'membership'
      ? ['The service "membership"', { service: 'membership' }]
      : ['The issuer of the credential', {}];
  const message = `${subject} is unavailable, so the credential cannot be verified. Try again later.`;
  const extensions = { code: FaultCode.SUBGRAPH_UNAVAILABLE, ...service, requestId, http: { status: 503 } };
  return new GraphQLError(message, { extensions });
};
