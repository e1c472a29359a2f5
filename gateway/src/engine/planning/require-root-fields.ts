import { Kind, type SelectionNode } from 'graphql';
import { type Plan, type PlanNode, UnsupportedPlan } from '../plan';
import { filledKeys } from '../program/selected-fields';
import type { OperationToPlan } from './planner';

const keysOf = (selections: readonly SelectionNode[]): string[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    return selection.kind === Kind.INLINE_FRAGMENT ? keysOf(selection.selectionSet.selections) : [];
  });

const rootKeysOf = (node: PlanNode): readonly string[] => {
  if (node.kind !== 'fetch') return node.nodes.flatMap(rootKeysOf);
  const roots = node.parts.filter((part) => part.kind === 'root' && part.at.length === 0);
  return roots.flatMap((part) => [...filledKeys(node, part), ...part.renames.map(({ to }) => to)]);
};

/**
 * Throws {@link UnsupportedPlan} if a plan leaves a root field of a rewritten operation out. Apollo's planner does so for a
 * field that no subgraph can be asked for; the response would be null without an error.
 */
export const requireRootFields = (plan: Plan, { document }: OperationToPlan): Plan => {
  const fetched: ReadonlySet<string> = new Set(plan.root ? rootKeysOf(plan.root) : []);
  const [definition] = document.definitions;
  const selections = definition && 'selectionSet' in definition ? (definition.selectionSet?.selections ?? []) : [];
  const missing = keysOf(selections as readonly SelectionNode[]).filter((key) => !fetched.has(key));
  if (missing.length > 0) throw new UnsupportedPlan(`No subgraph is asked for the root fields ${missing.join(', ')}.`);
  return plan;
};
