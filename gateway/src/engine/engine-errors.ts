import { FaultCode } from '@wizness/kernel';
import { GraphQLError } from 'graphql';
import type { ResponseKeys } from './operation/response-keys';
import type { FetchError } from './run/fetch-errors';
import type { Place } from './run/walk';
import type { JsonData } from './shape/json-data';
import type { Mismatch } from './shape/write';

/** The client's path of a place. It ends before a key that the client has not asked for. */
const clientPath = (place: Place, keys: ResponseKeys): Place => {
  const path: (string | number)[] = [];
  for (const key of place) {
    const clientKey = typeof key === 'number' ? key : keys.clientKey(key);
    if (clientKey === undefined) break;
    path.push(clientKey);
  }
  return path;
};

/** A path without list indices, because one error may stand for all items of a list. */
const pattern = (path: Place): string => `${path.filter((key) => typeof key === 'string').join('.')}.`;

const explains = (error: string, mismatch: string): boolean => error.startsWith(mismatch) || mismatch.startsWith(error);

/** Whether the response has a value at `path`, or a null on the way to it. */
const isInResponse = (data: unknown, path: Place): boolean => {
  let value = data;
  for (const key of path) {
    if (value === null || typeof value !== 'object') return true;
    if (!Object.hasOwn(value, key)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
};

/** The paths of a failed fetch: the first one of each pattern that the response has. */
const failurePaths = ({ places }: FetchError, data: unknown, keys: ResponseKeys): Place[] => {
  const paths = new Map<string, Place>();
  for (const place of places) {
    const path = clientPath(place, keys);
    const isWhole = path.length === place.length;
    if (isWhole && !paths.has(pattern(path)) && isInResponse(data, path)) paths.set(pattern(path), path);
  }
  if (paths.size > 0) return [...paths.values()];
  // The fetch was for values that only other fetches read.
  return [clientPath(places[0] ?? [], keys).slice(0, 1)];
};

/**
 * The errors of an operation at the client's paths: those of fetches and, where none explains it, data that does not match
 * the API schema.
 */
export const engineErrors = (
  fetchErrors: readonly FetchError[],
  { data: json, mismatches }: { readonly data: JsonData | null; readonly mismatches: readonly Mismatch[] },
  keys: ResponseKeys,
): GraphQLError[] => {
  if (fetchErrors.length === 0 && mismatches.length === 0) return [];
  const data = json?.toJSON() ?? null;
  const errors = fetchErrors.flatMap((error) => {
    const { service: serviceName, message, places, isFailure, extensions } = error;
    const paths = isFailure ? failurePaths(error, data, keys) : places.map((place) => clientPath(place, keys));
    return paths.map((path) => new GraphQLError(message, { path, extensions: { ...extensions, serviceName } }));
  });
  const patterns = errors.map(({ path = [] }) => pattern(path));
  for (const { path, field } of mismatches) {
    const place = pattern(path);
    if (patterns.some((error) => explains(error, place))) continue;
    const extensions = { code: FaultCode.INTERNAL_SERVER_ERROR };
    errors.push(new GraphQLError(`The services returned no valid value of ${field}.`, { path, extensions }));
  }
  return errors;
};
