import { FaultCode, type Logger } from '@wizness/kernel';
import { GraphQLError, Kind } from 'graphql';
import { comparePlaces, type Path, placeIn } from './error-path';

export interface Presentation {
  readonly requestId: string;
  readonly log: Logger;
}

/** Went wrong with us, not with the caller. */
type Fault = FaultCode.SUBGRAPH_UNAVAILABLE | FaultCode.TIMEOUT | FaultCode.INTERNAL_SERVER_ERROR;

const MESSAGES: Readonly<Record<Fault, (service: string) => string>> = {
  [FaultCode.SUBGRAPH_UNAVAILABLE]: (service) => `The service "${service}" can not answer now; its fields are null.`,
  [FaultCode.TIMEOUT]: (service) => `The service "${service}" took too long to answer; its fields are null.`,
  [FaultCode.INTERNAL_SERVER_ERROR]: () => 'Something went wrong on our side.',
};

const isFault = (code: unknown): code is Fault => typeof code === 'string' && Object.hasOwn(MESSAGES, code);

/** Given by the executor to an error of a subgraph that has no code of its own. */
const NO_CODE_OF_ITS_OWN = 'DOWNSTREAM_SERVICE_ERROR';

const isAboutVariable = (error: GraphQLError): boolean => error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** The code a caller sees; null for an error that nobody meant for callers. */
const codeOf = (error: GraphQLError): string | null => {
  const { code } = error.extensions ?? {};
  if (typeof code === 'string' && code !== NO_CODE_OF_ITS_OWN) return code;
  return isAboutVariable(error) ? FaultCode.BAD_USER_INPUT : null;
};

/** An error meant for the caller, less what the executor added. */
const expected = (error: GraphQLError, code: string, path: Path | undefined): GraphQLError => {
  const { serviceName: _, ...extensions } = error.extensions;
  return new GraphQLError(error.message, { nodes: error.nodes, path, extensions: { ...extensions, code } });
};

/** One fault of one service at all its places: a dead service is one piece of news, not one for each field. */
const merged = (code: Fault, service: string | undefined, places: readonly Path[], requestId: string): GraphQLError => {
  const [path] = places;
  const extensions = {
    code,
    ...(service && { service }),
    requestId,
    ...(places.length > 1 && { paths: places }),
  };
  return new GraphQLError(MESSAGES[code](service ?? ''), { path, extensions });
};

const distinct = (places: readonly Path[]): Path[] => [
  ...new Map(places.toSorted(comparePlaces).map((place) => [JSON.stringify(place), place])).values(),
];

const compareErrors = (one: GraphQLError, other: GraphQLError): number =>
  comparePlaces(one.path, other.path) ||
  comparePlaces([`${one.extensions['code']}`, one.message], [`${other.extensions['code']}`, other.message]);

/**
 * The errors of an operation as a client may see them. What is meant for the caller passes with its words; a fault shows
 * a code, the service and the request's id, once for each service, and its words only go to the log.
 */
export const toClientErrors = (
  errors: readonly GraphQLError[],
  data: unknown,
  { requestId, log }: Presentation,
): GraphQLError[] => {
  const presented: GraphQLError[] = [];
  const faults = new Map<string, { code: Fault; service: string | undefined; places: Path[] }>();
  for (const error of errors) {
    const path = placeIn(data, error.path);
    const code = codeOf(error);
    if (code !== null && !isFault(code)) {
      presented.push(expected(error, code, path));
      continue;
    }
    // A fault with a code was logged where it happened.
    if (code === null) log.error({ err: error, requestId }, 'an error without a code');
    const fault = code ?? FaultCode.INTERNAL_SERVER_ERROR;
    const service = error.extensions?.['serviceName'] as string | undefined;
    const key = `${fault} ${service}`;
    const known = faults.get(key) ?? { code: fault, service, places: [] };
    if (path) known.places.push(path);
    faults.set(key, known);
  }
  for (const { code, service, places } of faults.values()) {
    presented.push(merged(code, service, distinct(places), requestId));
  }
  return presented.toSorted(compareErrors);
};
