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
    if (isDataObject(inner)) mergeInto(selected, inner, isSubtype);
  }
  return selected;
};

/** Fields that are leaves, for one type of entity. */
type LeafNeeds = readonly { readonly from: string; readonly name: string }[];

/** The needs of a type as leaves; null if one of them is an object. */
const leafNeedsOf = (needs: readonly Need[], type: string, isSubtype: IsSubtype): LeafNeeds | null => {
  const leaves: { from: string; name: string }[] = [];
  for (const need of needs) {
    if (need.kind === 'field') {
      if (need.needs) return null;
      leaves.push(need);
      continue;
    }
    if (!isSubtype(type, need.type)) continue;
    const inner = leafNeedsOf(need.needs, type, isSubtype);
    if (!inner) return null;
    leaves.push(...inner);
  }
  return leaves;
};

/** How the entities of one type are represented. */
export interface TypeRepresentation {
  /** Equal for entities with equal representations; null if a needed value is absent. */
  keyOf(entity: DataObject): string | null;
  /** Only for an entity that has a key. A needed value that is null is sent as null. */
  create(entity: DataObject): DataObject;
}

/** The representation of a type; null if its entities have none. */
export type Represent = (type: string) => TypeRepresentation | null;

/** Starts keys that are not the value of a text, which no id starts with. */
const MARK = '\0';

/** A key from the values of leaves; null if one of them is absent or not a leaf. */
const leafKey = (entity: DataObject, leaves: readonly string[]): string | null => {
  const [first] = leaves;
  if (leaves.length === 1 && first !== undefined) {
    const value = ownValue(entity, first);
    if (typeof value === 'string' && !value.startsWith(MARK)) return value;
  }
  let key = MARK;
  for (const leaf of leaves) {
    const value = ownValue(entity, leaf);
    if (typeof value === 'string') key += `${value.length}:${value}`;
    else if (typeof value === 'number' || typeof value === 'boolean' || value === null) key += `${String(value)};`;
    else return null;
  }
  return key;
};

const isTypename = ({ name }: { readonly name: string }): boolean => name === '__typename';

const representType = (part: EntitiesPart, type: string, isSubtype: IsSubtype): TypeRepresentation | null => {
  const { needs, settings, inputRenames } = part;
  const leaves = leafNeedsOf(needs, type, isSubtype);
  if (leaves && !leaves.some(isTypename)) return null;
  const distinguishing = leaves?.filter((leaf) => !isTypename(leaf)).map(({ from }) => from);
  const select = (entity: DataObject): DataObject | null => {
    const selected = selectFrom(entity, needs, isSubtype);
    return isDataObject(selected) && Object.hasOwn(selected, '__typename') ? selected : null;
  };
  return {
    keyOf: (entity) => {
      const key = distinguishing ? leafKey(entity, distinguishing) : null;
      if (key !== null) return key;
      const selected = select(entity);
      return selected && MARK + JSON.stringify(selected);
    },
    create: (entity) => {
      const representation = select(entity) ?? {};
      // The name is replaced last, because the types in other rewrites are those of the data.
      applyRenames(representation, inputRenames, isSubtype);
      applySettings(representation, settings, isSubtype);
      return representation;
    },
  };
};

export const createRepresent = (part: EntitiesPart, isSubtype: IsSubtype): Represent => {
  const types = new Map<string, TypeRepresentation | null>();
  return (type) => {
    const known = types.get(type);
    if (known !== undefined) return known;
    // The names come from subgraphs; the supergraph bounds how many of them have a representation.
    const created = representType(part, type, isSubtype);
    if (created) types.set(type, created);
    return created;
  };
};
