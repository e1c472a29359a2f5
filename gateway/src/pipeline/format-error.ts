import { FaultCode, type Logger, shortMessage } from '@wizness/kernel';
import type { GraphQLFormattedError } from 'graphql';

/** How the GraphQL parser reports text that cannot be stored: a NUL, or half of a surrogate pair. */
const UNSTORABLE_TEXT = /character.*U\+(0000|D[89A-F]..)|Invalid Unicode escape sequence/;

/** How the parser or the validator reports that the document is nested too deeply for the stack. */
const STACK_OVERFLOW = /call stack/;

/**
 * Formats every error before it is sent, including those raised before an operation runs. An error that is not meant for
 * callers keeps only its code; its message goes to the log. Every message has at most 500 characters.
 */
export const createFormatError =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { code, requestId } = formatted.extensions ?? {};
    const message = shortMessage(formatted.message);
    if (code === 'GRAPHQL_PARSE_FAILED' && UNSTORABLE_TEXT.test(message)) {
      return { ...formatted, message, extensions: { code: FaultCode.BAD_USER_INPUT } };
    }
    if (code === 'GRAPHQL_PARSE_FAILED' && STACK_OVERFLOW.test(message)) {
      return { message: 'The document is nested too deeply.', extensions: { code } };
    }
    if (code !== FaultCode.INTERNAL_SERVER_ERROR || requestId) return { ...formatted, message };
    log.error({ err: error }, 'a request failed');
    return { message: 'Something went wrong on our side.', extensions: { code } };
  };
