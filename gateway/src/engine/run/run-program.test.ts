import type { GraphqlResponse } from '@wizness/kernel';
import { parse } from 'graphql';
import type { EntitiesPart, Fetch, FetchPart, PlanNode } from '../plan';
import { compileProgram } from '../program/compile';
import { runProgram } from './run-program';

const fetch = (service: string, text: string, part: FetchPart): Fetch => ({
  kind: 'fetch',
  service,
  operation: 'query',
  text,
  document: parse(text),
  variables: [],
  parts: [part],
});

const root = (service: string, text: string): Fetch => fetch(service, text, { kind: 'root', at: [], renames: [] });

const entities = (service: string, fields: string, path: EntitiesPart['paths'][number], needs = ['id']): Fetch =>
  fetch(
    service,
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on A { ${fields} } } }`,
    {
      kind: 'entities',
      key: '_entities',
      variable: 'representations',
      paths: [path],
      needs: ['__typename', ...needs].map((name) => ({ kind: 'field', from: name, name, needs: null })),
      settings: [],
      inputRenames: [],
      renames: [],
    },
  );

const isSubtype = (type: string, condition: string): boolean => type === condition;

/** Runs a plan whose requests end when a test says so. */
const start = (node: PlanNode) => {
  const program = compileProgram({ planner: 'hive', root: node }, isSubtype);
  const data = {};
  const sent: string[] = [];
  const pending = new Map<string, (response: GraphqlResponse) => void>();
  const variables: Record<string, unknown>[] = [];
  const done = runProgram(program, {
    collected: { data, shared: new Set(), unknown: new Set(), isPlain: true },
    isShareable: program.isShareable,
    isSubtype,
    variable: () => undefined,
    send: ({ service }, given) => {
      sent.push(service);
      variables.push(given);
      return new Promise((resolve) => pending.set(service, resolve));
    },
    codeOf: () => 'FAULT',
  });
  const settle = async (service: string, response: Record<string, unknown>): Promise<void> => {
    pending.get(service)?.({ data: structuredClone(response) });
    await new Promise((next) => setImmediate(next));
  };
  return { data, sent, variables, done, settle };
};

const a = [{ field: 'a' }];
const A = { __typename: 'A', id: '1' };

test('A fetch starts when the fetches that it reads from have ended, not when all before it in the plan have', async () => {
  const { sent, settle, done, data } = start({
    kind: 'sequence',
    nodes: [
      root('one', '{ a { __typename id } }'),
      { kind: 'parallel', nodes: [entities('fast', 'x', a), entities('slow', 'y', a)] },
      entities('last', 'z', a, ['id', 'x']),
    ],
  });
  await settle('one', { a: A });
  expect(sent).toEqual(['one', 'fast', 'slow']);
  await settle('fast', { _entities: [{ x: 1 }] });
  expect(sent).toEqual(['one', 'fast', 'slow', 'last']);
  await settle('last', { _entities: [{ z: 3 }] });
  await settle('slow', { _entities: [{ y: 2 }] });
  expect(await done).toEqual([]);
  expect(data).toEqual({ a: { ...A, x: 1, y: 2, z: 3 } });
});

test('Equal entities are sent once, and each of their places gets the answer', async () => {
  const { variables, settle, done, data } = start({
    kind: 'sequence',
    nodes: [root('one', '{ a { __typename id } }'), entities('two', 'x { y }', [{ field: 'a' }, 'every'])],
  });
  await settle('one', { a: [{ ...A }, { __typename: 'A', id: '2' }, { ...A }, null] });
  expect(variables[1]).toEqual({ representations: [A, { __typename: 'A', id: '2' }] });
  await settle('two', { _entities: [{ x: { y: 1 } }, null] });
  await done;
  expect(data).toEqual({ a: [{ ...A, x: { y: 1 } }, { __typename: 'A', id: '2' }, { ...A, x: { y: 1 } }, null] });
});

test('A fetch without entities is not sent', async () => {
  const { sent, settle, done } = start({
    kind: 'sequence',
    nodes: [root('one', '{ a { __typename id } }'), entities('two', 'x', a), entities('three', 'z', a, ['x'])],
  });
  await settle('one', { a: null });
  expect(await done).toEqual([]);
  expect(sent).toEqual(['one']);
});

test('An entity of which a needed value is absent is left out, and one of which it is null is sent', async () => {
  const { variables, settle, done } = start({
    kind: 'sequence',
    nodes: [root('one', '{ a { __typename id x } }'), entities('two', 'z', [{ field: 'a' }, 'every'], ['id', 'x'])],
  });
  await settle('one', {
    a: [
      { ...A, x: null },
      { __typename: 'A', id: '2' },
    ],
  });
  expect(variables[1]).toEqual({ representations: [{ ...A, x: null }] });
  await settle('two', { _entities: [{ z: 1 }] });
  await done;
});

test('Fetches of one wave to one subgraph are one request', async () => {
  const { sent, variables, settle, done, data } = start({
    kind: 'sequence',
    nodes: [
      { kind: 'parallel', nodes: [root('one', '{ a { __typename id } }'), root('other', '{ b { __typename id } }')] },
      { kind: 'parallel', nodes: [entities('two', 'x', a), entities('two', 'x', [{ field: 'b' }])] },
    ],
  });
  await settle('one', { a: A });
  expect(sent).toEqual(['one', 'other']);
  await settle('other', { b: { __typename: 'A', id: '2' } });
  expect(sent).toEqual(['one', 'other', 'two']);
  expect(Object.values(variables[2] ?? {})).toEqual([[A], [{ __typename: 'A', id: '2' }]]);
  await settle('two', { _e0: [{ x: 1 }], _e1: [{ x: 2 }] });
  await done;
  expect(data).toEqual({ a: { ...A, x: 1 }, b: { __typename: 'A', id: '2', x: 2 } });
});
