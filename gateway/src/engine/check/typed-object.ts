import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  type ObjectFieldNode,
  print,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { type Path, UnsupportedPlan } from '../plan';
import type { IsSubtype } from '../subtypes';
import type { SubgraphTypes } from './subgraph-types';

/** All objects of one type at one place of the response, as far as a plan has filled them. */
export interface TypedObject {
  readonly type: string;
  /** The type name in the data: that of the type, that of an interface, or null if no fetch has asked for it. */
  name: string | null;
  readonly fields: Map<string, Value>;
}

/** What a response key holds. */
interface Value {
  /** The field and its arguments; several if fetches disagree. */
  readonly sources: Set<string>;
  /** By type; empty for a leaf. */
  readonly objects: Map<string, TypedObject>;
}

export const typedObject = (type: string, name: string | null = null): TypedObject => ({
  type,
  name,
  fields: new Map(),
});

/** A value in one form: planners print the fields of an input object in another order. */
const valueText = (value: ValueNode): string => {
  if (value.kind === Kind.LIST) return `[${value.values.map(valueText).join()}]`;
  return value.kind === Kind.OBJECT ? `{${argumentsText(value.fields)}}` : print(value);
};

const argumentsText = (given: readonly (ArgumentNode | ObjectFieldNode)[]): string =>
  given
    .map(({ name, value }) => `${name.value}:${valueText(value)}`)
    .toSorted()
    .join();

const sources = new WeakMap<FieldNode, string>();

/** A field with its arguments, in one form for all orders. */
export const sourceOf = (field: FieldNode): string => {
  const { name, arguments: given = [] } = field;
  if (given.length === 0) return name.value;
  const known = sources.get(field) ?? `${name.value}(${argumentsText(given)})`;
  sources.set(field, known);
  return known;
};

export const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** Merges as {@link mergeInto} merges data: an object exists only with a type that all its subgraphs know. */
export const mergeTyped = (target: TypedObject, source: TypedObject): void => {
  if (target.name === null || source.name === target.type) target.name = source.name ?? target.name;
  for (const [key, value] of source.fields) {
    const known = target.fields.get(key);
    if (!known) {
      target.fields.set(key, value);
      continue;
    }
    for (const text of value.sources) known.sources.add(text);
    for (const [type, object] of known.objects) {
      const incoming = value.objects.get(type);
      if (incoming) mergeTyped(object, incoming);
      else known.objects.delete(type);
    }
  }
};

/** The objects at a path. */
export const objectsAt = (root: TypedObject, path: Path, isSubtype: IsSubtype): readonly TypedObject[] => {
  let objects: readonly TypedObject[] = [root];
  for (const step of path) {
    if (step === 'every') continue;
    if ('field' in step) {
      objects = objects.flatMap(({ fields }) => [...(fields.get(step.field)?.objects.values() ?? [])]);
    } else {
      objects = objects.filter(({ name }) => name === null || step.types.some((type) => isSubtype(name, type)));
    }
  }
  return objects;
};

interface ApiTypes extends Pick<SubgraphTypes, 'isCommon'> {
  readonly isSubtype: IsSubtype;
  /** Name of the type of a field; null if it is not in the API schema. */
  fieldType(type: string, field: string): string | null;
}

/** Throws {@link UnsupportedPlan} if the objects of a response lack anything that a client has selected. */
export const requireSelections = (
  object: TypedObject,
  set: SelectionSetNode,
  staticType: string,
  { isSubtype, isCommon, fieldType }: ApiTypes,
): void => {
  const go = ({ selections }: SelectionSetNode, type: string, own: TypedObject): void => {
    const refuse = (what: string): never => {
      throw new UnsupportedPlan(`A plan does not fetch ${what} of ${own.type}.`);
    };
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        if (!isSubtype(own.type, condition)) continue;
        if (!isSubtype(type, condition) && own.name !== own.type) refuse('the type');
        go(selection.selectionSet, type, own);
        continue;
      }
      if (selection.name.value === '__typename') {
        if (type !== own.type && own.name !== own.type) refuse('the type');
        continue;
      }
      const value = own.fields.get(keyOf(selection));
      if (!value) return refuse(selection.name.value);
      if (value.sources.size > 1 || !value.sources.has(sourceOf(selection))) refuse(sourceOf(selection));
      for (const inner of value.objects.values()) {
        const innerType = fieldType(own.type, selection.name.value);
        if (!isCommon(own.type, selection.name.value, inner.type)) continue;
        // A type that is not in the API schema is never shown.
        if (innerType !== null && fieldType(inner.type, '__typename') !== null && selection.selectionSet) {
          go(selection.selectionSet, innerType, inner);
        }
      }
    }
  };
  go(set, staticType, object);
};
