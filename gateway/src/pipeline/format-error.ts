import { FaultCode, type Logger } from '@wizness/kernel';
import type { GraphQLFormattedError } from 'graphql';

/** How the parser of GraphQL names text that can not be stored: a NUL, or half of a surrogate pair. */
const UNSTORABLE = /character.*U\+(0000|D[89A-F]..)|Invalid Unicode escape sequence/;

/** How far a parser or validator gets depends on how much of the stack is used already. */
const TOO_DEEP = /call stack/;

/**
 * The last word on every error before it leaves, also on those raised outside the running of an operation: an error
 * that nobody meant for callers loses its words to the log.
 */
export const createFormatError =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code, requestId } = formatted.extensions ?? {};
    if (code === 'GRAPHQL_PARSE_FAILED' && UNSTORABLE.test(formatted.message)) {
      return { ...formatted, extensions: { code: FaultCode.BAD_USER_INPUT } };
    }
    if (code === 'GRAPHQL_PARSE_FAILED' && TOO_DEEP.test(formatted.message)) {
      return { message: 'The document is nested too deep.', extensions: { code } };
    }
    if (code !== FaultCode.INTERNAL_SERVER_ERROR || requestId) return formatted;
    log.error({ err: error }, 'a request failed');
    return { message: 'Something went wrong on our side.', extensions: { code } };
  };
