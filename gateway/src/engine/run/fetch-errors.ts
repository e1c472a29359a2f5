import type { GraphQLFormattedError } from 'graphql';
import type { CompiledPart, Step } from '../program/compile';
import { type DataObject, ownValue } from './data';
import type { Place } from './walk';

/** An error of a fetch, at places of the planned response. */
export interface FetchError {
  readonly service: string;
  readonly message: string;
  readonly places: readonly Place[];
  /** Whether the whole fetch failed. Then `places` are all values that are missing, also such that an object cannot have. */
  readonly isFailure: boolean;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Where the representations of a part were taken from. */
export interface PartTargets {
  readonly compiled: CompiledPart;
  /** The objects of each representation, in the order in which the representations are sent. */
  readonly targets: readonly (readonly DataObject[])[];
  /** The places of an object: several where equal entities share what they contain. */
  placesOf(target: DataObject): readonly Place[];
}

const isEntitiesOf = ({ part }: CompiledPart, key: unknown): boolean => part.kind === 'entities' && part.key === key;

/** Places of a subgraph's error: one for each object that has the entity. */
const placesOf = (parts: readonly PartTargets[], path: Place): Place[] => {
  const [key, index, ...rest] = path;
  const entities = parts.find(({ compiled }) => isEntitiesOf(compiled, key));
  if (entities) {
    const { targets } = entities;
    const failed = typeof index === 'number' ? (targets[index] ?? []) : targets.flat().slice(0, 1);
    return failed.flatMap((target) => entities.placesOf(target).map((place) => [...place, ...rest]));
  }
  const root = parts.find(({ compiled }) => compiled.part.kind === 'root');
  const targets = root?.targets.flat() ?? [];
  return root && targets.length > 0
    ? targets.flatMap((target) => root.placesOf(target).map((place) => [...place, ...path]))
    : [path];
};

/** Places of the values that a fetch without a response would have filled. */
const missingPlaces = (parts: readonly PartTargets[]): Place[] =>
  parts.flatMap(({ compiled, targets, placesOf: placesOfTarget }) =>
    targets.flat().flatMap((target) => {
      const missing = compiled.filledKeys.filter((key) => (ownValue(target, key) ?? null) === null);
      return placesOfTarget(target).flatMap((place) => missing.map((key) => [...place, key]));
    }),
  );

/** The errors of a response, at all places that they affect. */
export const responseErrors = (
  { fetch: { service } }: Step,
  parts: readonly PartTargets[],
  errors: readonly GraphQLFormattedError[],
): FetchError[] =>
  errors.map(({ message, path, extensions = {} }) => {
    const isFailure = !Array.isArray(path);
    const places = isFailure ? missingPlaces(parts) : placesOf(parts, path);
    return { service, message: String(message), places, isFailure, extensions: { ...extensions } };
  });

/** The error of a fetch without a response. */
export const failureError = (
  { fetch: { service } }: Step,
  parts: readonly PartTargets[],
  code: string,
): FetchError => ({
  service,
  message: 'The fetch failed.',
  places: missingPlaces(parts),
  isFailure: true,
  extensions: { code },
});
