import type { ApolloServerPlugin } from '@apollo/server';
import { FaultCode, unstorablePart } from '@wizness/kernel';
import { type DocumentNode, getLocation, GraphQLError, Kind, type StringValueNode, visit } from 'graphql';
import type { GatewayContext } from './context';

const refuse = (place: string, flaw: string, node?: StringValueNode): GraphQLError =>
  new GraphQLError(`${place} holds ${flaw}: take it out.`, {
    nodes: node,
    extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } },
  });

/** Refuses a flawed text or name of a field anywhere in `value`. Walks by a list: nesting is the caller's choice. */
const checkValue = (place: string, value: unknown): void => {
  const waiting: [place: string, value: unknown][] = [[place, value]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [at, current] = next;
    if (typeof current === 'string') {
      const flaw = unstorablePart(current);
      if (flaw) throw refuse(at, flaw);
    } else if (typeof current === 'object' && current !== null) {
      for (const [key, inner] of Object.entries(current)) {
        const flaw = unstorablePart(key);
        if (flaw) throw refuse(`The name of a field of ${at}`, flaw);
        waiting.push([`${at}.${key}`, inner]);
      }
    }
  }
};

const checkDocument = (document: DocumentNode): void => {
  visit(document, {
    [Kind.STRING]: (node) => {
      const flaw = unstorablePart(node.value);
      if (!flaw) return;
      const { line, column } = node.loc ? getLocation(node.loc.source, node.loc.start) : { line: 0, column: 0 };
      throw refuse(`The text at line ${line}, column ${column} of the document`, flaw, node);
    },
  });
};

/**
 * Refuses text that no service could store, wherever an operation carries it, with BAD_USER_INPUT and its place. (What
 * the parser of GraphQL refuses by itself gets the same code in errors/last-wall.ts.)
 */
export const refuseUnstorableText = (): ApolloServerPlugin<GatewayContext> => {
  // The server keeps parsed documents, so most are seen again.
  const checked = new WeakSet<DocumentNode>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ request, document }) => {
        checkValue('operationName', request.operationName);
        checkValue('variables', request.variables);
        if (checked.has(document)) return;
        checkDocument(document);
        checked.add(document);
      },
    }),
  };
};
