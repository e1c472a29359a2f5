import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded, type Variables } from '../operation/conditions';
import type { Fragments } from '../operation/fragments';

export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  /** Coerced. */
  readonly variables: Variables;
}

/** Whether a fragment on `condition` applies to every object of `type`. */
const applies = (schema: GraphQLSchema, condition: string, type: GraphQLCompositeType): boolean => {
  if (condition === type.name) return true;
  const wider = schema.getType(condition);
  return isCompositeType(wider) && isAbstractType(wider) && isSubtypeOf(schema, type, wider.name);
};

const isSubtypeOf = (schema: GraphQLSchema, type: GraphQLCompositeType, wider: string): boolean => {
  const abstract = schema.getType(wider);
  if (!isAbstractType(abstract)) return false;
  if (isObjectType(type) || 'getInterfaces' in type) return schema.isSubType(abstract, type);
  return type.getTypes().every((member) => schema.isSubType(abstract, member));
};

/** The selected fields of an object by response key, in the order of the response (GraphQL §6.3.2, CollectFields). */
export const collectFields = (
  { schema, fragments, variables }: SelectionContext,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> => {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const existing = fields.get(key);
        if (existing) existing.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      if (condition === undefined || applies(schema, condition, type)) collect(fragment.selectionSet);
    }
  };
  for (const set of sets) collect(set);
  return fields;
};
