import { randomOperation, simpleLiteral, type TestDatabase, withClashingAliases } from '@wizness/kernel/testing';
import fc from 'fast-check';
import type { GraphQLInputType } from 'graphql';
import { operationNames, readOperation } from '../src/files';
import { ORACLE_RUNS, ORACLE_SEED } from './support/environment';
import { demoDatabase } from './support/graphs';
import { type Answer, openOracle, type Oracle } from './support/oracle';

let database: TestDatabase;
let oracle: Oracle;
/** Values of arguments, by the name of the argument. Ids are those of the demo data. */
const literals = new Map<string, readonly string[]>();

beforeAll(async () => {
  database = await demoDatabase();
  oracle = await openOracle(database);
  const { data } = await oracle.askStock(
    `{ posts(first: 20) { nodes { id slug author { id handle } mentions { target { __typename ... on Organisation { id } } } } } }`,
  );
  const { nodes } = (
    data as { posts: { nodes: { id: string; slug: string; mentions: { target: { id?: string } | null }[] }[] } }
  ).posts;
  const organisations = nodes.flatMap(({ mentions }) => mentions.flatMap(({ target }) => target?.id ?? []));
  literals.set('slug', [...nodes.map(({ slug }) => slug), 'no-such-slug']);
  literals.set('id', [...nodes.map(({ id }) => id), ...organisations]);
  literals.set('lang', ['fr', 'en']);
});
afterAll(async () => {
  await oracle.close();
  await database.drop();
});

const hasErrors = ({ errors = [] }: Answer): boolean => errors.length > 0;

/** Arguments that are left out: they refuse most values, or their values are not known here. */
const LEFT_OUT = /^(after|before|last|filter|orderBy)$/;

const literalFor =
  (choose: (max: number) => number) =>
  (type: GraphQLInputType, _: string, argument: string): string | null => {
    if (LEFT_OUT.test(argument)) return null;
    const known = literals.get(argument) ?? [];
    const value = known[choose(Math.max(0, known.length - 1))];
    return value === undefined ? simpleLiteral(type, choose) : `"${value}"`;
  };

test(`${ORACLE_RUNS} random operations (seed ${ORACLE_SEED}) have the same answer with both planners and in the stock executor`, async () => {
  const property = fc.asyncProperty(fc.gen(), async (generate) => {
    const choose = (max: number): number => generate(fc.nat, { max });
    const { apiSchema: schema } = oracle;
    const operation = randomOperation({ schema, choose, literalFor: literalFor(choose), maxDepth: 5 });
    const { clashing, unique, variables, aliases } = operation;
    const expected = await oracle.askStock(unique, variables);
    const expectedData = withClashingAliases(expected.data, aliases);
    for (const planner of ['hive', 'apollo'] as const) {
      const answer = await oracle.askEngine(planner, clashing, variables);
      expect({ planner, clashing, data: answer.data }).toEqual({ planner, clashing, data: expectedData });
      expect({ clashing, hasErrors: hasErrors(answer) }).toEqual({ clashing, hasErrors: hasErrors(expected) });
    }
  });
  await fc.assert(property, { numRuns: ORACLE_RUNS, seed: ORACLE_SEED, endOnFailure: true });
}, 3_600_000);

test.each(operationNames())('The example operation %s has the same answer in the stock executor', async (name) => {
  const expected = await oracle.askStock(readOperation(name));
  for (const planner of ['hive', 'apollo'] as const) {
    expect(JSON.stringify(await oracle.askEngine(planner, readOperation(name)))).toBe(JSON.stringify(expected));
  }
});

test('The article page takes 5 requests, half of what the stock executor sends', async () => {
  oracle.requests();
  await oracle.askEngine('hive', readOperation('article-page'));
  expect(oracle.requests().length).toBeLessThanOrEqual(5);
  await oracle.askStock(readOperation('article-page'));
  expect(oracle.requests().length).toBeGreaterThanOrEqual(10);
});
