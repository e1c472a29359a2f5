import { GraphQLError, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

/** Throws BAD_REQUEST (status 400) for a subscription: one request has one response. */
export const checkOperationType = ({ operation }: OperationDefinitionNode): void => {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return;
  throw new GraphQLError(
    'A subscription cannot run over HTTP: one request has one response. Send a query or a mutation.',
    {
      extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
    },
  );
};
