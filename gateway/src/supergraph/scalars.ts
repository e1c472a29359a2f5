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

/** Adds the location in the document to the errors of a scalar, which do not have one of their own. */
const withLocation =
  (parseLiteral: GraphQLScalarLiteralParser<unknown>): GraphQLScalarLiteralParser<unknown> =>
  (node, variables) => {
    try {
      return parseLiteral(node, variables);
    } catch (error) {
      throw error instanceof GraphQLError ? new GraphQLError(error.message, { nodes: node }) : error;
    }
  };

/**
 * Adds input parsing to the scalars of `schema`, since a supergraph contains only their names. An invalid value is then
 * refused before anything is fetched, with its location in the client's own document.
 */
export const addScalarParsers = (schema: GraphQLSchema): void => {
  for (const { name, parseValue, parseLiteral } of SCALARS) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral: withLocation(parseLiteral) });
  }
};
