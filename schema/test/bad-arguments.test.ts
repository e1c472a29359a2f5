import type { TestDatabase } from '@wizness/kernel/testing';
import { buildSchema, getNamedType, isCompositeType, isNonNullType } from 'graphql';
import { readCommitted } from '../src/files';
import { type BadArgument, badArgumentsOf, reachFields, type ReachedField } from './support/bad-arguments';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

/** Takes an id of any type. */
const ANY_ID: readonly string[] = ['Query.node(id)', 'Query.nodes(ids)'];

const schema = buildSchema(readCommitted('api.graphql') ?? '');

describe('Every argument of every field that can be read', () => {
  let database: TestDatabase;
  let graph: TestGraph;

  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph('embedded', database);
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  /** Fields of which the demo data have no parent that an anonymous caller may see. */
  const unreached = new Set<string>();

  /** Null if the graph refuses the argument as it should, or if the demo data have no such parent; else what is wrong. */
  const wrong = async ({ at, field, wrap }: ReachedField, bad: BadArgument): Promise<string | null> => {
    const name = `${at}(${bad.path.join('.')})`;
    if (ANY_ID.includes(name) && bad.what === 'id of another type') return null;
    // Another argument is required too.
    const isGiven = (argument: string): boolean => new RegExp(`[(,] ?${argument}:`).test(bad.args);
    if (field.args.some((each) => isNonNullType(each.type) && !isGiven(each.name))) return null;
    const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
    const { data, errors = [] } = await graph.execute(wrap(`${field.name}${bad.args}${selection}`));
    const [error] = errors;
    if (!error && JSON.stringify(data).includes(`"${field.name}":`)) return `${name}: ${bad.what} is accepted`;
    if (!error) {
      unreached.add(at);
      return null;
    }
    const { code, argument, accepted } = error.extensions as Record<string, unknown>;
    const expected = { code: bad.code, argument: bad.path };
    const isRight =
      JSON.stringify({ code, argument }) === JSON.stringify(expected) && Array.isArray(accepted) && accepted.length > 0;
    return isRight ? null : `${name}: ${bad.what} gives ${JSON.stringify(error.extensions)} ${error.message}`;
  };

  test('Refuses what it cannot use with a code, the path of the argument and what it accepts', async () => {
    const found: string[] = [];
    let cases = 0;
    for (const reached of reachFields(schema)) {
      for (const bad of badArgumentsOf(reached)) {
        cases += 1;
        const problem = await wrong(reached, bad);
        if (problem) found.push(problem);
      }
    }
    expect(cases).toBeGreaterThan(300);
    expect([...unreached].toSorted()).toEqual([]);
    expect(found).toEqual([]);
  });
});
