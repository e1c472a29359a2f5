import type { EntitiesPart, Need } from '../plan';
import type { IsSubtype } from '../subtypes';
import { type DataObject, isDataObject, mergeInto, ownValue } from './data';
import { applyRenames, applySettings } from './rewrites';

/** Stands for a needed value that the data does not contain. */
const ABSENT = Symbol('absent');

const selectFrom = (value: unknown, needs: readonly Need[], isSubtype: IsSubtype): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => selectFrom(item, needs, isSubtype));
    return items.includes(ABSENT) ? ABSENT : items;
  }
  if (!isDataObject(value)) return value ?? null;
  const selected: DataObject = {};
  for (const need of needs) {
    if (need.kind === 'field') {
      const found = ownValue(value, need.from);
      const inner = need.needs && found !== undefined ? selectFrom(found, need.needs, isSubtype) : found;
      if (inner === undefined || inner === ABSENT) return ABSENT;
      selected[need.name] = inner;
      continue;
    }
    const name = ownValue(value, '__typename');
    // Inside an object, the planner leaves the type name out where the type is known.
    if (typeof name === 'string' && !isSubtype(name, need.type)) continue;
    // A fragment that is not complete is left out; another one may hold a key that is.
    const inner = selectFrom(value, need.needs, isSubtype);
    if (isDataObject(inner)) mergeInto(selected, inner);
  }
  return selected;
};

/** Returns the representation of an entity; null if it has none: another type, or a needed value is absent. */
export type Represent = (entity: DataObject) => DataObject | null;

/** A needed value that is null is sent as null. */
export const createRepresent =
  ({ needs, settings, inputRenames }: EntitiesPart, isSubtype: IsSubtype): Represent =>
  (entity) => {
    if (typeof ownValue(entity, '__typename') !== 'string') return null;
    const representation = selectFrom(entity, needs, isSubtype);
    if (!isDataObject(representation) || !Object.hasOwn(representation, '__typename')) return null;
    // The name is replaced last, because the types in other rewrites are those of the data.
    applyRenames(representation, inputRenames, isSubtype);
    applySettings(representation, settings, isSubtype);
    return representation;
  };
