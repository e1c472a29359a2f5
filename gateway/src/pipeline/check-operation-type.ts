import { GraphQLError, type OperationDefinitionNode, OperationTypeNode } from 'graphql';

/** Throws BAD_REQUEST (status 400) for a subscription in a request that has one response. */
export const checkOperationType = ({ operation }: OperationDefinitionNode): void => {
  if (operation !== OperationTypeNode.SUBSCRIPTION) return;
  throw new GraphQLError(
    'A subscription has many results. Send it with `Accept: text/event-stream`, or send a query or a mutation.',
    {
      extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
    },
  );
};
