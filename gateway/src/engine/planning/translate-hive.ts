import type * as Hive from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import {
  type EntitiesPart,
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

const pathOf = (segments: readonly Hive.FlattenNodePathSegment[]): Path =>
  segments.map((segment) => {
    if (segment === '@') return 'every';
    return 'Field' in segment ? { field: segment.Field } : { types: segment.TypeCondition };
  });

const needOf = (selection: Hive.RequiresSelection): Need => {
  if (selection.kind === 'Field') {
    const { name, alias = name, selections } = selection;
    return { kind: 'field', from: name, name: alias, needs: selections?.length ? selections.map(needOf) : null };
  }
  if (selection.kind === 'FragmentSpread' || selection.skipIf || selection.includeIf) {
    throw new UnsupportedPlan('A fetch requires a fragment that is named or conditional.');
  }
  return { kind: 'type', type: selection.typeCondition, needs: selection.selections.map(needOf) };
};

const stepsOf = (path: readonly Hive.FetchNodePathSegment[]): RewriteStep[] =>
  path.map((step) => ('Key' in step ? { key: step.Key } : { types: step.TypenameEquals }));

interface Rewrites {
  readonly settings: readonly Setting[];
  readonly renames: readonly Rename[];
}

const rewritesOf = (rewrites: readonly Hive.FetchRewrite[] = []): Rewrites => {
  const settings: Setting[] = [];
  const renames: Rename[] = [];
  for (const rewrite of rewrites) {
    if ('KeyRenamer' in rewrite) {
      renames.push({ at: stepsOf(rewrite.KeyRenamer.path), to: rewrite.KeyRenamer.renameKeyTo });
    } else {
      const setter = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
      settings.push({ at: stepsOf(setter.path), value: setter.setValueTo });
    }
  }
  return { settings, renames };
};

interface EntitiesSource {
  readonly requires: readonly Hive.RequiresSelection[];
  readonly inputRewrites?: readonly Hive.FetchRewrite[];
  readonly outputRewrites?: readonly Hive.FetchRewrite[];
}

const entitiesOf = (source: EntitiesSource, key: string, variable: string, paths: readonly Path[]): EntitiesPart => {
  const [input, output] = [rewritesOf(source.inputRewrites), rewritesOf(source.outputRewrites)];
  if (output.settings.length > 0) throw new UnsupportedPlan('A plan sets a value in the entities of a response.');
  return {
    kind: 'entities',
    key,
    variable,
    paths,
    needs: source.requires.map(needOf),
    settings: input.settings,
    inputRenames: input.renames,
    renames: output.renames,
  };
};

const partOf = (fetch: Hive.FetchNode, at: Path): FetchPart => {
  const { requires, inputRewrites, outputRewrites } = fetch;
  if (requires?.length) {
    return entitiesOf({ requires, inputRewrites, outputRewrites }, '_entities', 'representations', [at]);
  }
  return { kind: 'root', at, renames: rewritesOf(outputRewrites).renames };
};

const fetchOf = (node: Hive.FetchNode | Hive.BatchFetchNode, parts: readonly FetchPart[]): Fetch => {
  const { serviceName: service, operationKind: operation = 'query', operation: text, variableUsages = [] } = node;
  if (operation === 'subscription') throw new UnsupportedPlan('A subscription is not a request.');
  return { kind: 'fetch', service, operation, text, document: parse(text), variables: variableUsages, parts };
};

const nodeOf = (node: Hive.PlanNode): PlanNode => {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map(nodeOf) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map(nodeOf) };
    case 'Fetch':
      return fetchOf(node, [partOf(node, [])]);
    case 'Flatten':
      if (node.node.kind !== 'Fetch') throw new UnsupportedPlan(`A path leads to a node of kind ${node.node.kind}.`);
      return fetchOf(node.node, [partOf(node.node, pathOf(node.path))]);
    case 'BatchFetch':
      return fetchOf(
        node,
        node.entityBatch.aliases.map((part) =>
          entitiesOf(part, part.alias, part.representationsVariableName, part.paths.map(pathOf)),
        ),
      );
    default:
      throw new UnsupportedPlan(`A plan contains a node of kind ${node.kind}.`);
  }
};

/** Throws {@link UnsupportedPlan} if the plan contains anything that is not known here. */
export const translateHivePlan = ({ node }: Hive.QueryPlan): Plan => ({
  planner: 'hive',
  root: node ? nodeOf(node) : null,
});
