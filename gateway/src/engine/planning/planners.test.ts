import type { Logger } from '@wizness/kernel';
import { parse } from 'graphql';
import type { Plan } from '../plan';
import type { LoadNative } from './hive-planner';
import type { Planner } from './planner';
import { createPlanners } from './planners';

const fetch = (text: string): Plan['root'] => ({
  kind: 'fetch',
  service: 'one',
  operation: 'query',
  text,
  document: parse(text),
  variables: [],
  parts: [{ kind: 'root', at: [], renames: [] }],
});

const plan: Plan = { planner: 'apollo', root: fetch('{ a }') };
const apollo: Planner = { name: 'apollo', plan: () => plan };
const text = '{ a }';
const operation = { text, document: parse(text) };

const warnings: unknown[] = [];
const log = { warn: (_: unknown, message: string) => warnings.push(message) } as unknown as Logger;

beforeEach(() => warnings.splice(0));

test('Where the native planner cannot be loaded, the Apollo planner is used, and the log says so', () => {
  const loadNative = () => {
    throw new Error('Cannot find native binding.');
  };
  const planner = createPlanners({ supergraph: '', preferred: 'hive', apollo, loadNative, log });
  expect(planner.plan(operation, new Set())).toBe(plan);
  expect(warnings).toEqual([expect.stringContaining('native query planner cannot be loaded')]);
});

const nativePlanner = (nativePlan: () => unknown) => {
  class QueryPlanner {
    readonly overridePercentages = [];
    readonly plan = nativePlan;
  }
  const loadNative = () => ({ QueryPlanner }) as unknown as ReturnType<LoadNative>;
  return createPlanners({ supergraph: '', preferred: 'hive', apollo, loadNative, log });
};

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('Failed to plan query');
    },
  ],
  ['returns an unknown node', () => ({ kind: 'QueryPlan', node: { kind: 'Defer' } })],
  ['leaves a root field out', () => ({ kind: 'QueryPlan' })],
  ['returns a condition', () => ({ kind: 'QueryPlan', node: { kind: 'Condition', condition: 'a' } })],
])('If the native planner %s, the Apollo planner plans the operation', (_, nativePlan) => {
  expect(nativePlanner(nativePlan).plan(operation, new Set())).toBe(plan);
  expect(warnings).toHaveLength(1);
});

test('The Apollo planner can be the only one', () => {
  const planner = createPlanners({ supergraph: '', preferred: 'apollo', apollo, log });
  expect([planner.name, planner.plan(operation, new Set())]).toEqual(['apollo', plan]);
});

test.each([[null], [fetch('{ b }')]])('A plan that leaves a root field out is refused', (root) => {
  const incomplete: Planner = { name: 'apollo', plan: () => ({ planner: 'apollo', root }) };
  const planner = createPlanners({ supergraph: '', preferred: 'apollo', apollo: incomplete, log });
  expect(() => planner.plan(operation, new Set())).toThrow('No subgraph is asked for the root fields a.');
});
