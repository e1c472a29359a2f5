import type { GraphQLSchema } from 'graphql';
import { readCostDirectives } from '../supergraph/cost-directives';
import { readCredentialFields } from '../supergraph/credential-fields';
import { readSelectionFields } from '../supergraph/selection-fields';
import { createSelectionCheck } from '../webhooks/check-selections';
import type { OperationCheckOptions } from './operation-checks';
import { createOperationLimitCheck, type OperationLimitCheck, type OperationLimits } from './operation-limits';
import type { PersistedOperations } from './persisted-operations';

/** What a supergraph states about its operations. */
interface SupergraphRules {
  readonly credentialFields: ReadonlySet<string>;
  readonly selectionFields: ReadonlySet<string>;
  readonly checkLimits: OperationLimitCheck;
}

/** Returns the checks that depend on what the supergraph of an API schema states, which is read once for each. */
export const createRules = (
  supergraphOf: (schema: GraphQLSchema) => string,
  limits: OperationLimits,
  persistedOperations: PersistedOperations,
): Pick<OperationCheckOptions, 'credentialFieldsOf' | 'checkLimits' | 'checkSelections'> => {
  const known = new WeakMap<GraphQLSchema, SupergraphRules>();
  const rulesOf = (schema: GraphQLSchema): SupergraphRules => {
    const existing = known.get(schema);
    if (existing) return existing;
    const supergraph = supergraphOf(schema);
    const rules = {
      credentialFields: readCredentialFields(supergraph),
      selectionFields: readSelectionFields(supergraph),
      checkLimits: createOperationLimitCheck(readCostDirectives(supergraph), limits),
    };
    known.set(schema, rules);
    return rules;
  };
  const checkLimits: OperationLimitCheck = (schema, operation) => rulesOf(schema).checkLimits(schema, operation);
  return {
    credentialFieldsOf: (schema) => rulesOf(schema).credentialFields,
    checkLimits,
    checkSelections: createSelectionCheck({
      selectionFieldsOf: (schema) => rulesOf(schema).selectionFields,
      checkLimits,
      checkAllowed: (query) => void persistedOperations.textOf({ query }),
    }),
  };
};
