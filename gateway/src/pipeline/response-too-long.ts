import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';

/** The error of an operation whose response has more than `limit` bytes. */
export const responseTooLong = (limit: number): GraphQLError =>
  new GraphQLError(
    `The response has more than ${limit} bytes. Ask for smaller pages with \`first\`, or select fewer fields.`,
    { extensions: { code: FaultCode.QUERY_TOO_COMPLEX, limit } },
  );
