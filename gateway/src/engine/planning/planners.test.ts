import type { Logger } from '@wizness/kernel';
import { buildSchema, parse } from 'graphql';
import { createPlanCheck } from '../check/check-plan';
import { readSubgraphTypes } from '../check/subgraph-types';
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

const check = createPlanCheck(
  readSubgraphTypes(
    parse(`enum join__Graph { ONE @join__graph(name: "one", url: "") }
    type Query @join__type(graph: ONE) { a: String b: String }`),
  ),
  buildSchema('type Query { a: String b: String }'),
  (type, condition) => type === condition,
);

const findHazard = (): string | null => null;

const plan: Plan = { planner: 'apollo', root: fetch('{ a }') };
const apollo: Planner = { name: 'apollo', plan: () => plan };
const text = '{ a }';
const operation = { text, document: parse(text) };

const warnings: unknown[] = [];
const log = { warn: (_: unknown, message: string) => warnings.push(message) } as unknown as Logger;

beforeEach(() => warnings.splice(0));

const unavailable: LoadNative = () => {
  throw new Error('Cannot find native binding.');
};

test('Where the native planner cannot be loaded, the Apollo planner is used, and the log says so', () => {
  const planner = createPlanners({
    supergraph: '',
    preferred: 'hive',
    apollo,
    check,
    findHazard,
    loadNative: unavailable,
    log,
  });
  expect(planner.plan(operation, new Set())).toBe(plan);
  expect(warnings).toEqual([expect.stringContaining('native query planner cannot be loaded')]);
});

const nativePlanner = (nativePlan: () => unknown) => {
  class QueryPlanner {
    readonly overridePercentages = [];
    readonly plan = nativePlan;
  }
  const loadNative = () => ({ QueryPlanner }) as unknown as ReturnType<LoadNative>;
  return createPlanners({ supergraph: '', preferred: 'hive', apollo, check, findHazard, loadNative, log });
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

test('The Apollo planner can be preferred', () => {
  const planner = createPlanners({
    supergraph: '',
    preferred: 'apollo',
    apollo,
    check,
    findHazard,
    loadNative: unavailable,
    log,
  });
  expect([planner.name, planner.plan(operation, new Set())]).toEqual(['apollo', plan]);
});

test("Hive's planner is not asked where it could end the process", () => {
  const never = { plan: jest.fn() };
  class QueryPlanner {
    readonly overridePercentages = [];
    readonly plan = never.plan;
  }
  const loadNative = () => ({ QueryPlanner }) as unknown as ReturnType<LoadNative>;
  const options = { supergraph: '', preferred: 'hive', apollo, check, findHazard: () => 'a', loadNative, log } as const;
  expect(createPlanners(options).plan(operation, new Set())).toBe(plan);
  expect(never.plan).not.toHaveBeenCalled();
});

test.each([[null], [fetch('{ b }')], [fetch('{ a: b }')], [fetch('{ a c }')]])(
  'A plan that does not answer its operation is refused',
  (root) => {
    const wrong: Planner = { name: 'apollo', plan: () => ({ planner: 'apollo', root }) };
    const planner = createPlanners({
      supergraph: '',
      preferred: 'apollo',
      apollo: wrong,
      check,
      findHazard,
      loadNative: unavailable,
      log,
    });
    expect(() => planner.plan(operation, new Set())).toThrow(/A plan (does not fetch a|asks one for)/);
  },
);
