import { type DocumentNode, Kind } from 'graphql';

/** Whether `type` is `condition`, implements it, or is a member of it. */
export type IsSubtype = (type: string, condition: string) => boolean;

/** Reads the types of a supergraph, those included that are not in its API schema. */
export const readSubtypes = ({ definitions }: DocumentNode): IsSubtype => {
  const wider = new Map<string, Set<string>>();
  const add = (type: string, condition: string): void => {
    const known = wider.get(type) ?? new Set();
    wider.set(type, known.add(condition));
  };
  for (const definition of definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      for (const { name } of definition.interfaces ?? []) add(definition.name.value, name.value);
    }
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(name.value, definition.name.value);
    }
  }
  return (type, condition) => type === condition || (wider.get(type)?.has(condition) ?? false);
};
