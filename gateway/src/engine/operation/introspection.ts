import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Fragments, fragmentsOf } from './fragments';

const isIntrospection = ({ name }: FieldNode): boolean => name.value === '__schema' || name.value === '__type';

/** A fragment spread as an inline fragment. */
const inlined = (selection: SelectionNode, fragments: Fragments): SelectionNode => {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection;
  const fragment = fragments.get(selection.name.value);
  if (!fragment) return selection;
  const { typeCondition, selectionSet } = fragment;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives, selectionSet };
};

/** The selection set of a root with only the fields about the schema. */
const introspectionIn = (set: SelectionSetNode, fragments: Fragments): SelectionSetNode => ({
  ...set,
  selections: set.selections.flatMap((selection): SelectionNode[] => {
    const root = inlined(selection, fragments);
    if (root.kind === Kind.FIELD) return isIntrospection(root) ? [root] : [];
    if (root.kind !== Kind.INLINE_FRAGMENT) return [];
    const selectionSet = introspectionIn(root.selectionSet, fragments);
    return selectionSet.selections.length > 0 ? [{ ...root, selectionSet }] : [];
  }),
});

/** An operation with the fragments and the variables that it uses, and no others. */
const documentOf = (operation: OperationDefinitionNode, fragments: Fragments): DocumentNode => {
  const used = new Set<string>();
  const variables = new Set<string>();
  const collect = (node: SelectionSetNode): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(name.value)) return;
        used.add(name.value);
        collect(fragment.selectionSet);
      },
    });
  };
  collect(operation.selectionSet);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  const usedFragments = [...fragments.values()].filter(({ name }) => used.has(name.value));
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...usedFragments] };
};

type Values = Readonly<Record<string, unknown>>;

const NOTHING: Values = {};

/**
 * Returns the values of `__schema` and `__type` by response key, as graphql-js executes them on the API schema. The planners
 * do not know all fields of the introspection types.
 */
export const createIntrospection = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ((variables: Values) => Values) => {
  const fragments = fragmentsOf(document);
  const selectionSet = introspectionIn(operation.selectionSet, fragments);
  if (selectionSet.selections.length === 0) return () => NOTHING;
  const introspection = documentOf({ ...operation, selectionSet }, fragments);
  return (variableValues) => executeSync({ schema, document: introspection, variableValues }).data ?? NOTHING;
};
