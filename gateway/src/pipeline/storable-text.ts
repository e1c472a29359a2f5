import { FaultCode, unstorablePart } from '@wizness/kernel';
import { type DocumentNode, getLocation, GraphQLError, Kind, type StringValueNode, visit } from 'graphql';

/** The parts of an operation in which a caller can send text. */
export interface OperationText {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly document: DocumentNode;
}

const flawError = (location: string, flaw: string, node?: StringValueNode): GraphQLError =>
  new GraphQLError(`${location} contains ${flaw}. Remove it.`, {
    nodes: node,
    extensions: { code: FaultCode.BAD_USER_INPUT, http: { status: 400 } },
  });

/** Checks every string and field name in `value`. Iterative, because the caller decides how deep `value` is nested. */
const checkValue = (location: string, value: unknown): void => {
  const pending: [location: string, value: unknown][] = [[location, value]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [at, current] = next;
    if (typeof current === 'string') {
      const flaw = unstorablePart(current);
      if (flaw) throw flawError(at, flaw);
    } else if (typeof current === 'object' && current !== null) {
      for (const [key, inner] of Object.entries(current)) {
        const flaw = unstorablePart(key);
        if (flaw) throw flawError(`The name of a field of ${at}`, flaw);
        pending.push([`${at}.${key}`, inner]);
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
      throw flawError(`The string at line ${line}, column ${column} of the document`, flaw, node);
    },
  });
};

/**
 * Returns a check that throws BAD_USER_INPUT (status 400), with the location, for text that no service could store. What
 * the GraphQL parser itself refuses gets the same code in format-error.ts.
 */
export const createStorableTextCheck = (): ((text: OperationText) => void) => {
  // The server caches parsed documents, so most of them arrive again.
  const checked = new WeakSet<DocumentNode>();
  return ({ operationName, variables, document }) => {
    checkValue('operationName', operationName);
    checkValue('variables', variables);
    if (checked.has(document)) return;
    checkDocument(document);
    checked.add(document);
  };
};
