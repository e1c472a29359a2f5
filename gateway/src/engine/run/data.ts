import type { IsSubtype } from '../subtypes';

/** An object of the response while it is collected. Response keys are those of the planned document. */
export type DataObject = Record<string, unknown>;

export const isDataObject = (value: unknown): value is DataObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value of an own property. What every object inherits is a function, which JSON never is; this is faster than `hasOwn`. */
export const ownValue = (data: DataObject, key: string): unknown => {
  const value = data[key];
  return typeof value === 'function' ? undefined : value;
};

/** A deep copy of JSON. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isDataObject(value)) return value;
  const copy: DataObject = {};
  for (const key of Object.keys(value)) setValue(copy, key, copyOf(value[key]));
  return copy;
};

/** Sets a property. A response of a subgraph must not be able to replace a prototype. */
const setValue = (data: DataObject, key: string, value: unknown): void => {
  if (key !== '__proto__') data[key] = value;
};

const mergeValues = (existing: unknown, incoming: unknown, isSubtype: IsSubtype): unknown => {
  if (existing === null || existing === undefined) return incoming;
  if (Array.isArray(existing) && Array.isArray(incoming)) {
    return existing.map((item: unknown, index) =>
      index < incoming.length ? mergeValues(item, incoming[index], isSubtype) : item,
    );
  }
  if (isDataObject(existing) && isDataObject(incoming)) mergeInto(existing, incoming, isSubtype);
  else if (!isDataObject(existing) && !Array.isArray(existing) && incoming !== null) return incoming;
  return existing;
};

/** Whether the type name of an object says less than the one that is known: the name of an `@interfaceObject`. */
const isWiderName = (key: string, known: unknown, name: unknown, isSubtype: IsSubtype): boolean =>
  key === '__typename' && typeof known === 'string' && typeof name === 'string' && isSubtype(known, name);

/** Merges `source` into `target`, deeply and list item by list item. A null never replaces a value. */
export const mergeInto = (target: DataObject, source: DataObject, isSubtype: IsSubtype): void => {
  for (const key of Object.keys(source)) {
    const existing = ownValue(target, key);
    if (existing === undefined) setValue(target, key, source[key]);
    else if (!isWiderName(key, existing, source[key], isSubtype)) {
      setValue(target, key, mergeValues(existing, source[key], isSubtype));
    }
  }
};
