import {
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

interface Nullability {
  readonly isNullable: boolean;
}

/** A type without its wrappers, so that a value is completed without asking what it is again. */
export type TypePlan = Nullability &
  (
    | { readonly kind: 'leaf'; readonly leaf: GraphQLLeafType }
    | { readonly kind: 'object'; readonly object: GraphQLObjectType }
    | { readonly kind: 'abstract'; readonly abstract: GraphQLAbstractType }
    | { readonly kind: 'list'; readonly item: TypePlan }
  );

const plans = new WeakMap<GraphQLOutputType, TypePlan>();

const create = (type: GraphQLOutputType): TypePlan => {
  if (isNonNullType(type)) return { ...typePlanOf(type.ofType), isNullable: false };
  if (isListType(type)) return { kind: 'list', item: typePlanOf(type.ofType), isNullable: true };
  if (isLeafType(type)) return { kind: 'leaf', leaf: type, isNullable: true };
  if (isAbstractType(type)) return { kind: 'abstract', abstract: type, isNullable: true };
  if (isObjectType(type)) return { kind: 'object', object: type, isNullable: true };
  throw new Error(`${String(type)} is no output type.`);
};

/** The plan of an output type, made once. */
export const typePlanOf = (type: GraphQLOutputType): TypePlan => {
  const known = plans.get(type);
  if (known) return known;
  const plan = create(type);
  plans.set(type, plan);
  return plan;
};
