import {
  CursorScalar,
  DateTimeScalar,
  DecimalScalar,
  LanguageTagScalar,
  LocalDateScalar,
  UrlScalar,
} from '@wizness/kernel';
import { type GraphQLSchema, isScalarType } from 'graphql';

const SCALARS = [CursorScalar, DateTimeScalar, DecimalScalar, LanguageTagScalar, LocalDateScalar, UrlScalar];

/**
 * Gives the scalars of `schema`, which a supergraph only names, their rules for input. A wrong value is then refused
 * before anything is fetched, at its place in the client's own document.
 */
export const teachScalars = (schema: GraphQLSchema): void => {
  for (const { name, parseValue, parseLiteral } of SCALARS) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
};
