import { FaultCode } from '@wizness/kernel';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/**
 * The number of credential fields that `operation` runs: one per response key, however often the key is repeated.
 * `credentialFields` are names of root fields of the mutation type.
 */
export const countCredentialFields = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  credentialFields: ReadonlySet<string>,
): number => {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const responseKeys = new Set<string>();
  const seen = new Set<SelectionSetNode>();
  const collect = (set: SelectionSetNode | undefined): void => {
    if (!set || seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value));
      else if (credentialFields.has(selection.name.value)) responseKeys.add((selection.alias ?? selection.name).value);
    }
  };
  collect(operation.selectionSet);
  return responseKeys.size;
};

/**
 * Allows one credential field per operation. Otherwise one request could try a thousand passwords while a throttle on
 * requests counts one. Throws BAD_USER_INPUT (status 400).
 */
export const checkCredentialLimit = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  credentialFields: ReadonlySet<string>,
): void => {
  if (operation.operation !== 'mutation') return;
  const count = countCredentialFields(document, operation, credentialFields);
  if (count <= 1) return;
  const message =
    `An operation may contain at most one of ${[...credentialFields].join(', ')}; this one contains ${count}. ` +
    'Send each of them in its own operation.';
  throw new GraphQLError(message, { extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } } });
};
