/** An error as it is logged. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown. */
  readonly at?: readonly string[];
  readonly path?: string;
  readonly cause?: LoggedError;
}

/** Fields of the errors of `pg`, TypeORM and `graphql`. */
interface ErrorFields {
  readonly code?: unknown;
  readonly cause?: unknown;
  /** Of TypeORM: the error of `pg`, which it repeats. */
  readonly driverError?: unknown;
  /** Of `graphql`: what a resolver threw. */
  readonly originalError?: unknown;
  readonly path?: unknown;
}

/** Data exceptions of PostgreSQL (Appendix A, class 22) quote the value at the end. */
const DATA_EXCEPTION = /^22/;

/** The message without values that a caller has sent. */
const messageOf = (error: Error, code: unknown): string => {
  // JSON.parse quotes the text that it could not parse.
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  return typeof code === 'string' && DATA_EXCEPTION.test(code) ? error.message.replace(/: ".*$/s, '') : error.message;
};

/** Where an error was thrown: the stack without the message, which may contain personal data. */
export const framesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];

const DEEPEST_CAUSE = 5;

/**
 * What is logged of an error: its type, code, message and stack, and those of its causes. Everything else that libraries attach
 * to errors is left out: parameters of statements, variables of operations, headers and bodies of requests.
 */
export const describeError = (error: unknown, depth = 0): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code, cause, driverError, originalError, path } = error as Error & ErrorFields;
  const inner = originalError ?? driverError ?? cause;
  const ownCode = code ?? (driverError as ErrorFields | undefined)?.code;
  return {
    type: error.constructor.name,
    // What was thrown by a resolver has the same message.
    message: originalError instanceof Error ? 'a resolver failed' : messageOf(error, ownCode),
    ...(typeof ownCode === 'string' && { code: ownCode }),
    ...(Array.isArray(path) && { path: path.join('.') }),
    at: framesOf(error).map((line) => line.trim()),
    ...(inner instanceof Error && depth < DEEPEST_CAUSE && { cause: describeError(inner, depth + 1) }),
  };
};
