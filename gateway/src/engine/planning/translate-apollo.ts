import type * as Apollo from '@apollo/query-planner';
import { parse } from 'graphql';
import {
  type Fetch,
  type FetchPart,
  type Need,
  type Path,
  type Plan,
  type PlanNode,
  type Rename,
  type RewriteStep,
  type Setting,
  UnsupportedPlan,
} from '../plan';

const ON = '... on ';

const pathOf = (keys: Apollo.ResponsePath): Path =>
  keys.map((key) => {
    if (typeof key !== 'string') throw new UnsupportedPlan('A path contains an index.');
    if (key === '@') return 'every';
    // Types come with type-conditioned fetching only, which is off.
    if (key.includes('|') || key.startsWith(ON)) throw new UnsupportedPlan(`A path contains the step ${key}.`);
    return { field: key };
  });

const stepsOf = (path: readonly string[]): RewriteStep[] =>
  path.map((step) => (step.startsWith(ON) ? { types: [step.slice(ON.length)] } : { key: step }));

interface Rewrites {
  readonly settings: readonly Setting[];
  readonly renames: readonly Rename[];
}

const rewritesOf = (rewrites: readonly Apollo.FetchDataRewrite[] = []): Rewrites => ({
  settings: rewrites.flatMap((rewrite) =>
    rewrite.kind === 'ValueSetter' ? [{ at: stepsOf(rewrite.path), value: rewrite.setValueTo as unknown }] : [],
  ),
  renames: rewrites.flatMap((rewrite) =>
    rewrite.kind === 'KeyRenamer' ? [{ at: stepsOf(rewrite.path), to: rewrite.renameKeyTo }] : [],
  ),
});

/** The planner reads and sends a field under one key, and renames it in the representation afterwards. */
const needOf = (selection: Apollo.QueryPlanSelectionNode): Need => {
  if (selection.kind === 'InlineFragment') {
    const needs = selection.selections.map(needOf);
    if (!selection.typeCondition) throw new UnsupportedPlan('A fetch requires a fragment without a type.');
    return { kind: 'type', type: selection.typeCondition, needs };
  }
  const key = selection.alias ?? selection.name;
  const { selections } = selection;
  return { kind: 'field', from: key, name: key, needs: selections?.length ? selections.map(needOf) : null };
};

const partOf = (fetch: Apollo.FetchNode, at: Path): FetchPart => {
  const [input, output] = [rewritesOf(fetch.inputRewrites), rewritesOf(fetch.outputRewrites)];
  if (fetch.contextRewrites?.length) throw new UnsupportedPlan('A plan sets arguments from a context.');
  if (output.settings.length > 0) throw new UnsupportedPlan('A plan sets a value in a response.');
  if (!fetch.requires?.length) return { kind: 'root', at, renames: output.renames };
  return {
    kind: 'entities',
    key: '_entities',
    variable: 'representations',
    paths: [at],
    needs: fetch.requires.map(needOf),
    settings: input.settings,
    inputRenames: input.renames,
    renames: output.renames,
  };
};

const fetchOf = (node: Apollo.FetchNode, at: Path): Fetch => {
  const { serviceName: service, operationKind: operation, operation: text, variableUsages = [] } = node;
  if (operation === 'subscription') throw new UnsupportedPlan('A subscription is not a request.');
  const document = node.operationDocumentNode ?? parse(text);
  return { kind: 'fetch', service, operation, text, document, variables: variableUsages, parts: [partOf(node, at)] };
};

const nodeOf = (node: Apollo.PlanNode): PlanNode => {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map(nodeOf) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map(nodeOf) };
    case 'Fetch':
      return fetchOf(node, []);
    case 'Flatten':
      if (node.node.kind !== 'Fetch') throw new UnsupportedPlan(`A path leads to a node of kind ${node.node.kind}.`);
      return fetchOf(node.node, pathOf(node.path));
    default:
      throw new UnsupportedPlan(`A plan contains a node of kind ${node.kind}.`);
  }
};

/** Throws {@link UnsupportedPlan} if the plan contains anything that is not known here. */
export const translateApolloPlan = ({ node }: Apollo.QueryPlan): Plan => {
  if (node?.kind === 'Subscription') throw new UnsupportedPlan('A subscription is not a request.');
  return { planner: 'apollo', root: node ? nodeOf(node) : null };
};
