import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** RFC 6750 §3: a 401 response names the scheme and the reason. */
export const CHALLENGE = ['www-authenticate', 'Bearer error="invalid_token"'] as const;

export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === FaultCode.UNAUTHENTICATED;
