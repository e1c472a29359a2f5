import type { GatewayExecutor } from '@apollo/server-gateway-interface';
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** The root fields of an operation, divided into those about the schema and the others. */
interface Division {
  /** `__schema` and `__type`; null if the operation has neither. */
  readonly introspection: DocumentNode | null;
  /** The other root fields, `__typename` included; null if there are none. */
  readonly rest: DocumentNode | null;
  /** Response keys of all root fields in the order of the document. */
  readonly keys: readonly string[];
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const isIntrospection = ({ name }: FieldNode): boolean => name.value === '__schema' || name.value === '__type';

/** A fragment spread as an inline fragment, which may be divided. */
const inlined = (selection: SelectionNode, fragments: Fragments): SelectionNode => {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) return selection;
  const fragment = fragments.get(selection.name.value);
  if (!fragment) return selection;
  const { typeCondition, selectionSet } = fragment;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives, selectionSet };
};

const rootFields = (set: SelectionSetNode, fragments: Fragments): FieldNode[] =>
  set.selections.flatMap((selection) => {
    const root = inlined(selection, fragments);
    if (root.kind === Kind.FIELD) return [root];
    return root.kind === Kind.INLINE_FRAGMENT ? rootFields(root.selectionSet, fragments) : [];
  });

/** The selection set with only the root fields that `keep` selects. */
const filtered = (
  set: SelectionSetNode,
  fragments: Fragments,
  keep: (field: FieldNode) => boolean,
): SelectionSetNode => ({
  ...set,
  selections: set.selections.flatMap((selection): SelectionNode[] => {
    const root = inlined(selection, fragments);
    if (root.kind === Kind.FIELD) return keep(root) ? [root] : [];
    if (root.kind !== Kind.INLINE_FRAGMENT) return [];
    const selectionSet = filtered(root.selectionSet, fragments, keep);
    return selectionSet.selections.length > 0 ? [{ ...root, selectionSet }] : [];
  }),
});

/** An operation with the fragments and the variables that it uses, and no others. */
const documentOf = (operation: OperationDefinitionNode, fragments: Fragments): DocumentNode => {
  const used = new Set<FragmentDefinitionNode>();
  const variables = new Set<string>();
  const collect = (node: SelectionSetNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  };
  collect(operation.selectionSet);
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    variables.has(variable.name.value),
  );
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...used] };
};

/** Divides a valid operation. */
const divide = (document: DocumentNode, operation: OperationDefinitionNode): Division => {
  const fragments: Fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const fields = rootFields(operation.selectionSet, fragments);
  if (!fields.some(isIntrospection)) return { introspection: null, rest: document, keys: [] };
  const part = (keep: (field: FieldNode) => boolean): DocumentNode | null => {
    if (!fields.some(keep)) return null;
    return documentOf({ ...operation, selectionSet: filtered(operation.selectionSet, fragments, keep) }, fragments);
  };
  return {
    introspection: part(isIntrospection),
    rest: part((field) => !isIntrospection(field)),
    keys: fields.map(({ alias, name }) => (alias ?? name).value),
  };
};

/**
 * Wraps the executor that runs query plans, so that graphql-js runs `__schema` and `__type` on the API schema. The planner
 * would refuse the newer fields of the introspection types, such as `isOneOf`.
 */
export const withIntrospection =
  (run: GatewayExecutor): GatewayExecutor =>
  async (request) => {
    const { schema, document, operation } = request;
    const { introspection, rest, keys } = divide(document, operation);
    if (!introspection) return run(request);
    const introspected = executeSync({ schema, document: introspection, variableValues: request.request.variables });
    if (!rest || !introspected.data) return introspected;
    const others = await run({ ...request, document: rest });
    if (!others.data) return others;
    const data: Record<string, unknown> = { ...introspected.data, ...others.data };
    // Fields come in the order of the document; one with `@skip` has no key.
    const ordered = Object.fromEntries(keys.filter((key) => Object.hasOwn(data, key)).map((key) => [key, data[key]]));
    return { ...others, data: ordered };
  };
