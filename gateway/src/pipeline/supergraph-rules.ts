import type { GraphQLSchema } from 'graphql';
import { readCostDirectives } from '../supergraph/cost-directives';
import { readCredentialFields } from '../supergraph/credential-fields';
import { createOperationLimitCheck, type OperationLimitCheck, type OperationLimits } from './operation-limits';

/** What a supergraph states about its operations. */
export interface SupergraphRules {
  readonly credentialFields: ReadonlySet<string>;
  readonly checkLimits: OperationLimitCheck;
}

/** Returns the rules of the supergraph of an API schema, read once for each. */
export const createRules = (
  supergraphOf: (schema: GraphQLSchema) => string,
  limits: OperationLimits,
): ((schema: GraphQLSchema) => SupergraphRules) => {
  const known = new WeakMap<GraphQLSchema, SupergraphRules>();
  return (schema) => {
    const existing = known.get(schema);
    if (existing) return existing;
    const supergraph = supergraphOf(schema);
    const rules = {
      credentialFields: readCredentialFields(supergraph),
      checkLimits: createOperationLimitCheck(readCostDirectives(supergraph), limits),
    };
    known.set(schema, rules);
    return rules;
  };
};
