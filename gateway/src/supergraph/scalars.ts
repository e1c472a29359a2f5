import {
  CursorScalar,
  DateTimeScalar,
  DecimalScalar,
  LanguageTagScalar,
  LocalDateScalar,
  UrlScalar,
} from '@wizness/kernel';
import { GraphQLError, type GraphQLScalarLiteralParser, type GraphQLSchema, isScalarType } from 'graphql';

const SCALARS = [CursorScalar, DateTimeScalar, DecimalScalar, LanguageTagScalar, LocalDateScalar, UrlScalar];

/** A scalar's own error does not say where in the document it found what it refuses. */
const telling =
  (parseLiteral: GraphQLScalarLiteralParser<unknown>): GraphQLScalarLiteralParser<unknown> =>
  (node, variables) => {
    try {
      return parseLiteral(node, variables);
    } catch (error) {
      throw error instanceof GraphQLError ? new GraphQLError(error.message, { nodes: node }) : error;
    }
  };

/**
 * Gives the scalars of `schema`, which a supergraph only names, their rules for input. A wrong value is then refused
 * before anything is fetched, at its place in the client's own document.
 */
export const teachScalars = (schema: GraphQLSchema): void => {
  for (const { name, parseValue, parseLiteral } of SCALARS) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral: telling(parseLiteral) });
  }
};
