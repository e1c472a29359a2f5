import { type FieldNode, Kind, type SelectionNode } from 'graphql';
import { type Fragments, fragmentsOf } from '../operation/fragments';
import type { Fetch, FetchPart } from '../plan';

/** Calls `visit` with each field that is selected on one object, through all fragments. */
const visitFields = (
  selections: readonly SelectionNode[],
  fragments: Fragments,
  visit: (field: FieldNode, key: string) => void,
): void => {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) visit(selection, (selection.alias ?? selection.name).value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) visitFields(selection.selectionSet.selections, fragments, visit);
    else visitFields(fragments.get(selection.name.value)?.selectionSet.selections ?? [], fragments, visit);
  }
};

/** What a part of a fetch selects on the objects that it fills, with the fragments of the document. */
const selectionsOf = ({ document }: Fetch, part: FetchPart, fragments: Fragments): readonly SelectionNode[] =>
  document.definitions.flatMap((definition): readonly SelectionNode[] => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const root = definition.selectionSet.selections;
    if (part.kind === 'root') return root;
    const entities: SelectionNode[] = [];
    visitFields(root, fragments, (field, key) => {
      if (key === part.key) entities.push(...(field.selectionSet?.selections ?? []));
    });
    return entities;
  });

/** Response keys that a part of a fetch fills. Distinct, in document order. */
export const filledKeys = (fetch: Fetch, part: FetchPart): readonly string[] => {
  const fragments = fragmentsOf(fetch.document);
  const keys = new Set<string>();
  visitFields(selectionsOf(fetch, part, fragments), fragments, (_, key) => {
    if (key !== '__typename') keys.add(key);
  });
  return [...keys];
};

/** Calls `add` with the path of each field that a part of a fetch selects, relative to the objects that it fills. */
export const visitSelectedPaths = (fetch: Fetch, part: FetchPart, add: (path: readonly string[]) => void): void => {
  const fragments = fragmentsOf(fetch.document);
  const go = (selections: readonly SelectionNode[], path: readonly string[]): void => {
    visitFields(selections, fragments, (field, key) => {
      const inner = [...path, key];
      add(inner);
      if (field.selectionSet) go(field.selectionSet.selections, inner);
    });
  };
  go(selectionsOf(fetch, part, fragments), []);
};
