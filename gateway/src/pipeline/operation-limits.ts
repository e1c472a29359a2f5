import { FaultCode } from '@wizness/kernel';
import { getIntrospectionQuery, GraphQLError, type GraphQLSchema, type OperationDefinitionNode, parse } from 'graphql';
import type { CostDirectives } from '../supergraph/cost-directives';
import { createFieldCosts, type FieldCosts } from './field-cost';
import { measureOperation, type MeasuredOperation, type OperationSize } from './operation-size';

/** Limits on one operation, checked before it is planned. */
export interface OperationLimits {
  /** Levels of fields. */
  readonly maxDepth: number;
  /** Number of selected fields, with fragments expanded. Bounds the time that planning takes. */
  readonly maxSelections: number;
  /** Number of aliases in one selection set. */
  readonly maxAliases: number;
  /** Number of objects, multiplied by page sizes and weights. */
  readonly maxCost: number;
}

/** The article page, the largest example, has 7 levels, 208 fields and a cost of 1,706; the organisation page costs 2,243. */
export const DEFAULT_OPERATION_LIMITS: OperationLimits = {
  maxDepth: 12,
  maxSelections: 1000,
  maxAliases: 30,
  maxCost: 5000,
};

/** The introspection query of GraphiQL has 15 levels. */
const MAX_INTROSPECTION_DEPTH = 20;
/** An operation may introspect as much as this number of complete introspection queries. */
const MAX_INTROSPECTIONS = 1.5;

const FULL_INTROSPECTION = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

const costOfIntrospection = (schema: GraphQLSchema, fieldCosts: FieldCosts): number => {
  const document = parse(getIntrospectionQuery(FULL_INTROSPECTION));
  const operation = document.definitions[0] as OperationDefinitionNode;
  return measureOperation(schema, fieldCosts, { document, operation, variables: {} }).introspectionCost;
};

type Code = FaultCode.QUERY_TOO_DEEP | FaultCode.QUERY_TOO_COMPLEX;

interface Limit {
  readonly code: Code;
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly message: string;
}

const refusal = ({ code, name, value, limit, message }: Limit): GraphQLError => {
  // A larger number is no longer exact, and infinity would become null in JSON.
  const figure = Math.min(value, Number.MAX_SAFE_INTEGER);
  const extensions = { code, [name]: figure, limit, http: { status: 400 } };
  return new GraphQLError(message.replace('{value}', `${figure}`).replace('{limit}', `${limit}`), { extensions });
};

const limitsOn = (size: OperationSize, limits: OperationLimits, maxIntrospectionCost: number): readonly Limit[] => [
  {
    code: FaultCode.QUERY_TOO_DEEP,
    name: 'depth',
    value: size.depth,
    limit: limits.maxDepth,
    message: 'The operation is {value} levels deep; at most {limit} are allowed. Split it into several operations.',
  },
  {
    code: FaultCode.QUERY_TOO_DEEP,
    name: 'depth',
    value: size.introspectionDepth,
    limit: MAX_INTROSPECTION_DEPTH,
    message:
      'The introspection is {value} levels deep; at most {limit} are allowed. Ask for types by name with `__type`.',
  },
  {
    code: FaultCode.QUERY_TOO_COMPLEX,
    name: 'selections',
    value: size.selections,
    limit: limits.maxSelections,
    message:
      'The operation selects {value} fields after its fragments are expanded; at most {limit} are allowed. Select fewer fields or split it into several operations.',
  },
  {
    code: FaultCode.QUERY_TOO_COMPLEX,
    name: 'aliases',
    value: size.aliases,
    limit: limits.maxAliases,
    message:
      'A selection set of the operation contains {value} aliases; at most {limit} are allowed. Use a field that takes a list, or split it into several operations.',
  },
  {
    code: FaultCode.QUERY_TOO_COMPLEX,
    name: 'cost',
    value: size.cost,
    limit: limits.maxCost,
    message:
      'The operation may return {value} objects (its cost); at most {limit} are allowed. Ask for smaller pages with `first`, nest fewer lists, or split it into several operations.',
  },
  {
    code: FaultCode.QUERY_TOO_COMPLEX,
    name: 'cost',
    value: size.introspectionCost,
    limit: maxIntrospectionCost,
    message:
      'The introspection has a cost of {value}; at most {limit} is allowed. Send one introspection query at a time.',
  },
];

/** Costs that are kept of one operation. */
const MAX_KEPT_COSTS = 100;
/** In UTF-16 code units. */
const MAX_KEY_LENGTH = 1000;

/** A value of variables without the characters of strings, which have no cost. JSON has no infinite numbers, but its parser makes them. */
const withoutText = (_: string, value: unknown): unknown => {
  if (typeof value === 'number') return `${value}`;
  return typeof value === 'string' ? '' : value;
};

/** What the size of an operation depends on besides its text: its variables. */
const sizesIn = ({ operation, variables }: MeasuredOperation): string =>
  operation.variableDefinitions?.length ? JSON.stringify(variables, withoutText) : '';

/**
 * Returns a check that gives the cost of an operation, introspection included and at least 1. It throws QUERY_TOO_DEEP or QUERY_TOO_COMPLEX (status 400), with the figure and the limit in its
 * extensions, for a valid operation that is too large to plan or to run.
 */
export const createOperationLimitCheck = (directives: CostDirectives, limits: OperationLimits) => {
  const rules = new WeakMap<GraphQLSchema, { fieldCosts: FieldCosts; maxIntrospectionCost: number }>();
  const rulesOf = (schema: GraphQLSchema) => {
    const existing = rules.get(schema);
    if (existing) return existing;
    const fieldCosts = createFieldCosts(schema, directives);
    const created = {
      fieldCosts,
      maxIntrospectionCost: Math.ceil(MAX_INTROSPECTIONS * costOfIntrospection(schema, fieldCosts)),
    };
    rules.set(schema, created);
    return created;
  };
  const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();
  return (schema: GraphQLSchema, measured: MeasuredOperation): number => {
    const { operation } = measured;
    const costs = known.get(operation) ?? new Map<string, number>();
    known.set(operation, costs);
    const key = sizesIn(measured);
    const existing = costs.get(key);
    if (existing !== undefined) return existing;
    const { fieldCosts, maxIntrospectionCost } = rulesOf(schema);
    const size = measureOperation(schema, fieldCosts, measured);
    const exceeded = limitsOn(size, limits, maxIntrospectionCost).find(({ value, limit }) => !(value <= limit));
    if (exceeded) throw refusal(exceeded);
    const cost = Math.max(1, size.cost + size.introspectionCost);
    if (costs.size < MAX_KEPT_COSTS && key.length <= MAX_KEY_LENGTH) costs.set(key, cost);
    return cost;
  };
};

export type OperationLimitCheck = ReturnType<typeof createOperationLimitCheck>;
