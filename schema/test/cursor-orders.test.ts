import type { TestDatabase } from '@wizness/kernel/testing';
import { buildSchema, getNamedType, isEnumType, isObjectType, isRequiredArgument } from 'graphql';
import { readCommitted } from '../src/files';
import { reachFields, type ReachedField } from './support/bad-arguments';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';

const schema = buildSchema(readCommitted('api.graphql') ?? '');

const namesOf = ({ field }: ReachedField): string[] => field.args.map(({ name }) => name);

/** Only moderators read it, so it gives no cursors here. `bad-arguments.test.ts` sends it the cursor of another list. */
const PRIVATE: readonly string[] = ['Query.moderationCases'];

/** Every list with an order and cursors. */
const lists = reachFields(schema).filter(
  (reached) => !PRIVATE.includes(reached.at) && ['orderBy', 'after'].every((each) => namesOf(reached).includes(each)),
);

const ordersOf = ({ field }: ReachedField): string[] => {
  const type = getNamedType(field.args.find(({ name }) => name === 'orderBy')?.type);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
};

/** Required arguments are lists, which may be empty. */
const requiredOf = ({ field }: ReachedField): string =>
  field.args
    .filter(isRequiredArgument)
    .map(({ name }) => `${name}: [], `)
    .join('');

/** Posts can be ordered by relevance only to a text, and facts by value only in one unit. */
const argumentsFor = (order: string): string => {
  if (order === 'RELEVANCE') return 'orderBy: RELEVANCE, filter: { text: "mobilité" }';
  return order.startsWith('VALUE_') ? `orderBy: ${order}, filter: { unit: "platform" }` : `orderBy: ${order}`;
};

describe('A cursor of another order', () => {
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

  const read = (list: ReachedField, args: string) =>
    graph.execute(list.wrap(`${list.field.name}(${requiredOf(list)}${args}) { pageInfo { endCursor } }`));

  /** A cursor of each order in which the demo data have such a list that is not empty. */
  const cursorsOf = async (list: ReachedField): Promise<Map<string, string>> => {
    const cursors = new Map<string, string>();
    for (const order of ordersOf(list)) {
      const { text, errors } = await read(list, argumentsFor(order));
      expect(errors).toBeUndefined();
      const cursor = /"endCursor":"([^"]+)"/.exec(text)?.[1];
      if (cursor !== undefined) cursors.set(order, cursor);
    }
    return cursors;
  };

  /** A list that is empty in the demo data is tested with the cursors of another list that has the same orders. */
  const cursorsFor = async (list: ReachedField): Promise<Map<string, string>> => {
    const orders = ordersOf(list).join();
    for (const each of [list, ...lists.filter((other) => ordersOf(other).join() === orders)]) {
      const cursors = await cursorsOf(each);
      if (cursors.size > 0) return cursors;
    }
    throw new Error(`The demo data have no list with the orders ${orders}.`);
  };

  test.each(lists.map((list) => [list.at, list] as const))('Is refused with INVALID_CURSOR by %s', async (_, list) => {
    const cursors = await cursorsFor(list);
    for (const [own, cursor] of cursors) {
      for (const order of ordersOf(list).filter((each) => each !== own)) {
        for (const argument of ['after', 'before'].filter((each) => namesOf(list).includes(each))) {
          const { errors = [] } = await read(list, `${argument}: "${cursor}", ${argumentsFor(order)}`);
          const found = `${own} in ${order}: ${errors[0]?.extensions.code}`;
          expect(found).toBe(`${own} in ${order}: INVALID_CURSOR`);
          expect(errors[0]?.extensions).toMatchObject({ argument: [argument] });
        }
      }
    }
  });

  test('Is tested for every list of the graph that has an order', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
    const fields = types.flatMap((type) =>
      Object.values(type.getFields()).map(({ name, args }) => ({ at: `${type.name}.${name}`, args })),
    );
    const ordered = fields.filter(({ args }) => args.some(({ name }) => name === 'orderBy'));
    expect(lists.map(({ at }) => at).toSorted()).toEqual(
      ordered.flatMap(({ at }) => (PRIVATE.includes(at) ? [] : [at])).toSorted(),
    );
  });
});
