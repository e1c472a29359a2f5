import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode, visit } from 'graphql';
import type { SubgraphTypes } from '../check/subgraph-types';
import { sourceOf } from '../check/typed-object';

/** All fields of a set, those below its first level apart. */
const fieldsIn = (
  set: SelectionSetNode,
): { readonly top: readonly FieldNode[]; readonly nested: readonly FieldNode[] } => {
  const top: FieldNode[] = [];
  const nested: FieldNode[] = [];
  const go = ({ selections }: SelectionSetNode, fields: FieldNode[]): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        fields.push(selection);
        if (selection.selectionSet) go(selection.selectionSet, nested);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) go(selection.selectionSet, fields);
    }
  };
  go(set, top);
  return { top, nested };
};

const hasArguments = ({ arguments: given = [] }: FieldNode): boolean => given.length > 0;

/** Returns the name of a field of an operation for which Hive's planner must not be asked; null if it may be. */
export type FindHazard = (document: DocumentNode) => string | null;

/**
 * Hive's planner ends the process, with a panic in its native code, for some operations that select fields with `@requires`: where the
 * subgraph of the field has a key that another subgraph with the type lacks, and where what is required contains, below
 * its first level, a field that is selected with other arguments at the same place. All such operations are found, and some others.
 */
export const createFindHazard = ({ subgraphs }: SubgraphTypes): FindHazard => {
  const dangerous = new Set<string>();
  /** What a field requires: by its name, in all types. */
  const required = new Map<string, FieldNode[]>();
  const nested = new Map<string, FieldNode[]>();
  const add = (map: Map<string, FieldNode[]>, name: string, fields: readonly FieldNode[]): void => {
    map.set(name, [...(map.get(name) ?? []), ...fields]);
  };
  for (const own of subgraphs) {
    for (const [typeName, { fields, keys }] of own) {
      const keyNames = keys.flatMap((key) => fieldsIn(key).top.map(({ name }) => name.value));
      const isCommon = subgraphs.every((other) => {
        const known = other.get(typeName);
        return !known || keyNames.every((name) => known.fields.has(name));
      });
      for (const [name, { requires }] of fields) {
        if (!requires) continue;
        const sets = fieldsIn(requires);
        add(required, name, [...sets.top, ...sets.nested]);
        add(nested, name, sets.nested);
        if (!isCommon) dangerous.add(name);
      }
    }
  }
  if (dangerous.size === 0 && ![...nested.values()].flat().some(hasArguments)) return () => null;

  return (document) => {
    const names = new Set<string>();
    const sources = new Map<string, Set<string>>();
    const addSource = (field: FieldNode): void => {
      const known = sources.get(field.name.value) ?? new Set();
      sources.set(field.name.value, known.add(sourceOf(field)));
    };
    visit(document, {
      Field: (field) => {
        names.add(field.name.value);
        // A field with an alias has a response key of its own.
        if (!field.alias) addSource(field);
      },
    });
    // The loop also visits the names that it adds.
    for (const name of names) {
      if (dangerous.has(name)) return name;
      for (const field of required.get(name) ?? []) names.add(field.name.value);
      for (const field of nested.get(name) ?? []) addSource(field);
    }
    const isNested = (name: string): boolean =>
      [...names].some((one) => nested.get(one)?.some((field) => field.name.value === name));
    for (const [name, known] of sources) if (known.size > 1 && isNested(name)) return name;
    return null;
  };
};
