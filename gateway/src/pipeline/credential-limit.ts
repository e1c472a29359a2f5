import type { ApolloServerPlugin } from '@apollo/server';
import { FaultCode } from '@wizness/kernel';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { GatewayContext } from './context';

/** Whoever may try many of these in one request tries a thousand passwords while a throttle counts one. */
const CREDENTIAL_FIELDS: ReadonlySet<string> = new Set([
  'signIn',
  'register',
  'verifyEmail',
  'refreshSession',
  'requestPasswordReset',
  'resetPassword',
  'changePassword',
  'eraseAccount',
]);

/** Under how many names `operation` asks for a credential field: each is run once, however often it is written. */
export const countCredentialFields = (document: DocumentNode, operation: OperationDefinitionNode): number => {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition.selectionSet);
  }
  const names = new Set<string>();
  const seen = new Set<SelectionSetNode>();
  const collect = (set: SelectionSetNode | undefined): void => {
    if (!set || seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) collect(fragments.get(selection.name.value));
      else if (CREDENTIAL_FIELDS.has(selection.name.value)) names.add((selection.alias ?? selection.name).value);
    }
  };
  collect(operation.selectionSet);
  return names.size;
};

const refusal = (count: number): GraphQLError => {
  const fields = [...CREDENTIAL_FIELDS].join(', ');
  const message = `An operation may hold one of ${fields}; this one holds ${count}. Send each in an operation of its own.`;
  return new GraphQLError(message, { extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } } });
};

/** Refuses, before anything runs, an operation with more than one field that takes or gives a credential. */
export const refuseManyCredentials = (): ApolloServerPlugin<GatewayContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation }) => {
      if (operation?.operation !== 'mutation') return;
      const count = countCredentialFields(document, operation);
      if (count > 1) throw refusal(count);
    },
  }),
});
