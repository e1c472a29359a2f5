import { getNamedType, type GraphQLSchema, isObjectType, isInterfaceType, Kind } from 'graphql';
import type { Fetch, Plan } from '../plan';
import type { OperationToPlan } from '../planning/planner';
import { scheduleFetches, wavesOf } from '../program/dependencies';
import type { IsSubtype } from '../subtypes';
import { followFetch } from './follow-fetch';
import type { SubgraphTypes } from './subgraph-types';
import { requireSelections, typedObject } from './typed-object';

/** Throws {@link UnsupportedPlan} if a plan cannot answer its operation. */
export type CheckPlan = (plan: Plan, operation: OperationToPlan) => void;

/** A plan with more objects, counted by type and place, is not checked: it would take longer than planning. */
const MAX_OBJECTS = 2_000;

class TooLarge extends Error {}

/** The fetches that may run at the same time, wave by wave. */
const wavesIn = (root: Plan['root']): readonly (readonly Fetch[])[] => {
  const scheduled = scheduleFetches(root);
  const places = wavesOf(scheduled.map(({ dependsOn }) => dependsOn));
  const waves: Fetch[][] = [];
  for (const [index, { fetch }] of scheduled.entries()) (waves[places[index] ?? 0] ??= []).push(fetch);
  return waves;
};

/**
 * Both planners make wrong plans for some graphs: they leave fields out, ask a subgraph for what it does not have, mix arguments, or
 * send no key. A subgraph answers many of those with null and without an error, so each plan is checked before it runs: its
 * fetches are followed for all types of objects that the subgraphs can return, and must fill everything that the client selects.
 */
export const createPlanCheck = (types: SubgraphTypes, apiSchema: GraphQLSchema, isSubtype: IsSubtype): CheckPlan => {
  const fieldType = (typeName: string, field: string): string | null => {
    const type = apiSchema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return null;
    if (field === '__typename') return typeName;
    const found = type.getFields()[field];
    return found ? getNamedType(found.type).name : null;
  };

  return ({ root }, { document }) => {
    const [definition] = document.definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) return;
    const rootType = apiSchema.getRootType(definition.operation)?.name ?? '';
    const response = typedObject(rootType, rootType);
    let objects = 0;
    const count = (): void => {
      objects += 1;
      if (objects > MAX_OBJECTS) throw new TooLarge();
    };
    try {
      for (const wave of wavesIn(root)) {
        // Fetches that may run at the same time do not see what the others return.
        const fills = wave.flatMap((fetch) => followFetch(response, fetch, { types, isSubtype, count }));
        for (const fill of fills) fill();
      }
    } catch (error) {
      if (error instanceof TooLarge) return;
      throw error;
    }
    requireSelections(response, definition.selectionSet, rootType, { isSubtype, isCommon: types.isCommon, fieldType });
  };
};
