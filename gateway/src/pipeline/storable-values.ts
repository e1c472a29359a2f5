import { FaultCode, unstorablePart } from '@wizness/kernel';
import { type DocumentNode, getLocation, GraphQLError, Kind, type ValueNode, visit } from 'graphql';

/** The parts of an operation in which a caller can send values. */
export interface OperationValues {
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly document: DocumentNode;
}

const flawError = (location: string, flaw: string, node?: ValueNode): GraphQLError =>
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

const placeOf = ({ loc }: ValueNode): string => {
  const { line, column } = loc ? getLocation(loc.source, loc.start) : { line: 0, column: 0 };
  return `at line ${line}, column ${column} of the document`;
};

/** JavaScript reads a number of more than 308 digits as infinity, which is no number in JSON. */
const TOO_LARGE = 'a number that is too large';

const checkDocument = (document: DocumentNode): void => {
  const checkNumber = (node: ValueNode & { readonly value: string }): void => {
    if (!Number.isFinite(Number(node.value))) throw flawError(`The value ${placeOf(node)}`, TOO_LARGE, node);
  };
  visit(document, {
    [Kind.STRING]: (node) => {
      const flaw = unstorablePart(node.value);
      if (flaw) throw flawError(`The string ${placeOf(node)}`, flaw, node);
    },
    [Kind.FLOAT]: checkNumber,
    [Kind.INT]: checkNumber,
  });
};

/**
 * Returns a check that throws BAD_USER_INPUT (status 400), with the location, for text that no service could store, and
 * for numbers in the document that are too large; those in variables are refused as values of their type. What the GraphQL
 * parser itself refuses gets the same code in format-error.ts.
 */
export const createStorableValueCheck = (): ((values: OperationValues) => void) => {
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
