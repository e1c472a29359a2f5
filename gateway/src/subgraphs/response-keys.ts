import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The root field of a fetch of entities. It is not part of the response; the fields of the entities are. */
const ENTITIES = '_entities';

/**
 * Response keys that a planned fetch fills: the root fields of its operation or, for a fetch of entities, the fields of
 * the entities. Distinct, in document order.
 */
export const responseKeys = (document: DocumentNode): string[] => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const keys = new Set<string>();
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value)?.selectionSet);
      else if (selection.name.value === ENTITIES) collect(selection.selectionSet);
      else if (selection.name.value !== '__typename') keys.add((selection.alias ?? selection.name).value);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) collect(definition.selectionSet);
  }
  return [...keys];
};
