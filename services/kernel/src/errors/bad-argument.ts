import type { GraphQLError } from 'graphql';
import { fault, FaultCode } from './fault';

/** Path of an argument from the field on: `["filter", "or", 0, "unit"]`. */
export type ArgumentPath = readonly (string | number)[];

/**
 * BAD_USER_INPUT for one argument. `message` says what is wrong and how to correct it. The extensions hold the path of the
 * argument and `accepted`: the values that it takes, or one text that describes them.
 */
export const badArgument = (argument: ArgumentPath, message: string, accepted: readonly string[]): GraphQLError =>
  fault(FaultCode.BAD_USER_INPUT, message, { argument, accepted });
