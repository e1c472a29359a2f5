import type { GraphqlResponse } from '@wizness/kernel';
import type { EntitiesPart, Fetch, Path, RootPart } from '../plan';
import type { CompiledPart, Step } from '../program/compile';
import type { IsSubtype } from '../subtypes';
import { copyOf, type DataObject, isDataObject, mergeInto, ownValue } from './data';
import { type FetchError, failureError, type PartTargets, responseErrors } from './fetch-errors';
import type { Represent, TypeRepresentation } from './representation';
import { applyRenames } from './rewrites';
import { type Place, walk } from './walk';

/** The response of a subgraph. */
export interface FetchedResponse extends GraphqlResponse {
  /** Whether no text in it needs an escape sequence in JSON. Defaults to false: unknown. */
  readonly isPlain?: boolean;
}

/** Sends a fetch to its subgraph. Rejects if there is no response. */
type Send = (fetch: Fetch, variables: DataObject) => Promise<FetchedResponse>;

/** What the fetches of an operation have collected so far. */
export interface Collected {
  readonly data: DataObject;
  /** Lists and objects that several objects contain. */
  readonly shared: Set<unknown>;
  /** Entities that a subgraph does not know, or does not show to the caller. */
  readonly unknown: Set<unknown>;
  /** Whether no text in `data` needs an escape sequence in JSON. */
  isPlain: boolean;
}

export interface FetchRun {
  readonly collected: Collected;
  /** Whether equal entities may share what they contain. */
  readonly isShareable: boolean;
  readonly isSubtype: IsSubtype;
  /** The client's variables as it sent them, by their name in the planned document. */
  variable(name: string): unknown;
  readonly send: Send;
  /** The code of a fault for what `send` rejected with. */
  codeOf(error: unknown): string;
}

/** Places of one path that errors are reported at. Shared objects can have any number of places. */
const MAX_PLACES = 10_000;

/** Finds the places of objects. Only errors need them, so they are found when the first one is asked for. */
const placeFinder = ({ collected: { data }, isSubtype }: FetchRun, paths: readonly Path[]) => {
  let places: Map<DataObject, Place[]> | null = null;
  return (target: DataObject): readonly Place[] => {
    if (!places) {
      const found = new Map<DataObject, Place[]>();
      const place: (string | number)[] = [];
      const add = (object: DataObject): void => {
        const known = found.get(object);
        if (known) known.push([...place]);
        else found.set(object, [[...place]]);
      };
      for (const path of paths) walk(data, path, isSubtype, add, { place, maxVisits: MAX_PLACES });
      places = found;
    }
    return places.get(target) ?? [];
  };
};

const findRoots = (run: FetchRun, compiled: CompiledPart, { at }: RootPart): PartTargets => {
  const targets: DataObject[] = [];
  const { data, shared } = run.collected;
  walk(data, at, run.isSubtype, (object) => targets.push(object), { shared });
  return { compiled, targets: [targets], placesOf: placeFinder(run, [at]) };
};

/** The representations of one variable, each once. */
class Representations {
  readonly values: DataObject[] = [];
  private readonly indices = new Map<TypeRepresentation, Map<string, number>>();

  /** Index of the representation of an entity; null if it has none. */
  add(type: TypeRepresentation, entity: DataObject): number | null {
    const key = type.keyOf(entity);
    if (key === null) return null;
    let known = this.indices.get(type);
    if (!known) this.indices.set(type, (known = new Map()));
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const index = this.values.push(type.create(entity)) - 1;
    known.set(key, index);
    return index;
  }
}

/** Adds the representations of a part. Returns the objects of each representation. */
const represent = (
  run: FetchRun,
  { paths }: EntitiesPart,
  toRepresentation: Represent,
  representations: Representations,
): readonly (readonly DataObject[])[] => {
  const targets: DataObject[][] = [];
  const { data, shared } = run.collected;
  // One path leads to each object once.
  const seen = paths.length > 1 ? new Set<DataObject>() : null;
  const add = (object: DataObject): void => {
    if (seen?.has(object)) return;
    seen?.add(object);
    const name = ownValue(object, '__typename');
    const type = typeof name === 'string' ? toRepresentation(name) : null;
    const index = type && representations.add(type, object);
    if (index === null) return;
    // Another part may have filled the variable before.
    while (targets.length <= index) targets.push([]);
    targets[index]?.push(object);
  };
  for (const path of paths) walk(data, path, run.isSubtype, add, { shared });
  return targets;
};

/** Removes what was not asked for, so that a subgraph cannot change fields of another one. */
const removeUnasked = (data: DataObject, { filledKeys }: CompiledPart): void => {
  for (const key of Object.keys(data)) if (key !== '__typename' && !filledKeys.includes(key)) delete data[key];
};

const addContained = (entity: DataObject, shared: Set<unknown>): void => {
  for (const key of Object.keys(entity)) if (typeof entity[key] === 'object') shared.add(entity[key]);
};

/** Merges the entity of each representation into all of its objects. */
const mergeEntities = ({ compiled, targets }: PartTargets, entities: unknown, run: FetchRun): void => {
  if (!Array.isArray(entities)) return;
  const { isShareable, isSubtype, collected } = run;
  for (const [index, objects] of targets.entries()) {
    const entity: unknown = entities[index];
    if (entity === null) for (const object of objects) collected.unknown.add(object);
    if (!isDataObject(entity)) continue;
    removeUnasked(entity, compiled);
    applyRenames(entity, compiled.part.renames, isSubtype);
    if (isShareable && objects.length > 1) addContained(entity, collected.shared);
    // If the objects do not share, each needs a copy of its own: later fetches may fill them differently.
    for (const [number, object] of objects.entries()) {
      const isLast = number === objects.length - 1;
      mergeInto(object, isShareable || isLast ? entity : (copyOf(entity) as DataObject), isSubtype);
    }
  }
};

const mergeRoots = ({ compiled, targets }: PartTargets, data: DataObject, isSubtype: IsSubtype): void => {
  removeUnasked(data, compiled);
  applyRenames(data, compiled.part.renames, isSubtype);
  const [objects = []] = targets;
  for (const [number, object] of objects.entries()) {
    mergeInto(object, number === objects.length - 1 ? data : (copyOf(data) as DataObject), isSubtype);
  }
};

/** Merges a response: entities first, whose fields are not fields of the root. */
const mergeResponse = (parts: readonly PartTargets[], data: DataObject, run: FetchRun): void => {
  for (const target of parts) {
    const { part } = target.compiled;
    if (part.kind !== 'entities') continue;
    mergeEntities(target, ownValue(data, part.key), run);
    delete data[part.key];
  }
  for (const target of parts) if (target.compiled.part.kind === 'root') mergeRoots(target, data, run.isSubtype);
};

/** Runs one fetch and merges its response. Returns the errors. */
export const runFetch = async (step: Step, run: FetchRun): Promise<readonly FetchError[]> => {
  const { fetch } = step;
  const variables: DataObject = {};
  for (const name of fetch.variables) {
    const value = run.variable(name);
    if (value !== undefined) variables[name] = value;
  }
  const parts: PartTargets[] = [];
  const representations = new Map<string, Representations>();
  for (const compiled of step.parts) {
    const { part } = compiled;
    if (part.kind === 'root') parts.push(findRoots(run, compiled, part));
    else if (compiled.represent) {
      const known = representations.get(part.variable) ?? new Representations();
      representations.set(part.variable, known);
      const targets = represent(run, part, compiled.represent, known);
      parts.push({ compiled, targets, placesOf: placeFinder(run, part.paths) });
    }
  }
  if (!parts.some(({ targets }) => targets.some((objects) => objects.length > 0))) return [];
  for (const [name, { values }] of representations) variables[name] = values;
  try {
    const { data, errors = [], isPlain = false } = await run.send(fetch, variables);
    if (!isPlain) run.collected.isPlain = false;
    if (isDataObject(data)) mergeResponse(parts, data, run);
    return responseErrors(step, parts, errors);
  } catch (error) {
    return [failureError(step, parts, run.codeOf(error))];
  }
};
