import { FaultCode, type Logger } from '@wizness/kernel';
import { GraphQLError, Kind } from 'graphql';
import { compareErrorPaths, type ErrorPath } from './error-path';

export interface ErrorContext {
  readonly requestId: string;
  readonly log: Logger;
}

/** Codes of errors that the graph causes, not the caller. */
type Fault = FaultCode.SUBGRAPH_UNAVAILABLE | FaultCode.TIMEOUT | FaultCode.INTERNAL_SERVER_ERROR;

const MESSAGES: Readonly<Record<Fault, (service: string) => string>> = {
  [FaultCode.SUBGRAPH_UNAVAILABLE]: (service) => `The service "${service}" is unavailable; its fields are null.`,
  [FaultCode.TIMEOUT]: (service) => `The service "${service}" did not respond in time; its fields are null.`,
  [FaultCode.INTERNAL_SERVER_ERROR]: () => 'Something went wrong on our side.',
};

const isFault = (code: unknown): code is Fault => typeof code === 'string' && Object.hasOwn(MESSAGES, code);

const isAboutVariable = (error: GraphQLError): boolean => error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** The code for the caller; null for an error that is not meant for callers. */
const codeOf = (error: GraphQLError): string | null => {
  const { code } = error.extensions ?? {};
  if (typeof code === 'string') return code;
  return isAboutVariable(error) ? FaultCode.BAD_USER_INPUT : null;
};

/** Extensions that are not for callers: what the engine adds, and how other GraphQL servers show where an error was thrown. */
const INTERNAL_EXTENSIONS: ReadonlySet<string> = new Set(['serviceName', 'stacktrace', 'exception']);

/** An error meant for the caller, without its internals. */
const callerError = (error: GraphQLError, code: string, path: ErrorPath | undefined): GraphQLError => {
  const extensions = Object.fromEntries(
    Object.entries(error.extensions).filter(([name]) => !INTERNAL_EXTENSIONS.has(name)),
  );
  return new GraphQLError(error.message, { nodes: error.nodes, path, extensions: { ...extensions, code } });
};

/** One error for all paths that one fault of one service affects: a dead service is one error, not one per field. */
const faultError = (
  code: Fault,
  service: string | undefined,
  paths: readonly ErrorPath[],
  requestId: string,
): GraphQLError => {
  const [path] = paths;
  const extensions = {
    code,
    ...(service && { service }),
    requestId,
    ...(paths.length > 1 && { paths }),
  };
  return new GraphQLError(MESSAGES[code](service ?? ''), { path, extensions });
};

const distinct = (paths: readonly ErrorPath[]): ErrorPath[] => [
  ...new Map(paths.toSorted(compareErrorPaths).map((path) => [JSON.stringify(path), path])).values(),
];

const compareErrors = (one: GraphQLError, other: GraphQLError): number =>
  compareErrorPaths(one.path, other.path) ||
  compareErrorPaths([`${one.extensions['code']}`, one.message], [`${other.extensions['code']}`, other.message]);

/**
 * Converts the errors of an operation to what a client may see. An error meant for the caller keeps its message. Faults
 * are merged into one error per code and service, with the request id; their own messages only go to the log.
 */
export const toClientErrors = (errors: readonly GraphQLError[], { requestId, log }: ErrorContext): GraphQLError[] => {
  const clientErrors: GraphQLError[] = [];
  const faults = new Map<string, { code: Fault; service: string | undefined; paths: ErrorPath[] }>();
  for (const error of errors) {
    const path = error.path?.length ? error.path : undefined;
    const code = codeOf(error);
    if (code !== null && !isFault(code)) {
      clientErrors.push(callerError(error, code, path));
      continue;
    }
    const fault = code ?? FaultCode.INTERNAL_SERVER_ERROR;
    const service = error.extensions?.['serviceName'] as string | undefined;
    // A fault of one service that has a code was logged where it occurred.
    if (code === null) log.error({ err: error, requestId }, 'an error without a code');
    else if (service === undefined) log.error({ err: error, requestId }, 'a response does not match the schema');
    const key = `${fault} ${service}`;
    const merged = faults.get(key) ?? { code: fault, service, paths: [] };
    if (path) merged.paths.push(path);
    faults.set(key, merged);
  }
  for (const { code, service, paths } of faults.values()) {
    clientErrors.push(faultError(code, service, distinct(paths), requestId));
  }
  return clientErrors.toSorted(compareErrors);
};
