import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { createLogger } from '../../src/runtime/log';
import { openDatabase } from '../../src/data/postgres';
import type { Subgraph, Transactional } from '../../src/subgraph';
import { type OpenSubgraph, openSubgraph } from './open-subgraph';

export interface SubgraphContract<Context extends object> {
  /** Fills the tables through the service's commands. Returns at least two ids of each entity type that it owns. */
  readonly fill: (context: Transactional<Context>) => Promise<Readonly<Record<string, readonly string[]>>>;
}

const COMMITTED_SDLS = join(__dirname, '../../../../schema/subgraphs');

const isOwnType = (type: GraphQLNamedType): boolean =>
  !/^(_|federation__|link__|Boolean|String|Int|Float|ID$)/.test(type.name);

const undescribed = (type: GraphQLNamedType): string[] => {
  const missing = type.description ? [] : [type.name];
  if (isEnumType(type))
    return [
      ...missing,
      ...type
        .getValues()
        .filter((value) => !value.description)
        .map((value) => `${type.name}.${value.name}`),
    ];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return missing;
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
  for (const field of Object.values(type.getFields())) {
    if (field.name.startsWith('_')) continue;
    if (!field.description) missing.push(`${type.name}.${field.name}`);
    if (!('args' in field)) continue;
    for (const argument of field.args)
      if (!argument.description) missing.push(`${type.name}.${field.name}(${argument.name})`);
  }
  return isRoot ? missing.filter((name) => name !== type.name) : missing;
};

const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';

/** Tests that every subgraph has to pass. */
export const describeSubgraph = <Context extends object>(
  subgraph: Subgraph<Context>,
  contract: SubgraphContract<Context>,
): void => {
  describe(`The contract of ${subgraph.name}`, () => {
    let open: OpenSubgraph<Context>;
    let ids: Readonly<Record<string, readonly string[]>>;

    beforeAll(async () => {
      open = await openSubgraph(subgraph);
      ids = await contract.fill(open.context());
    });
    afterAll(() => open.close());

    test('its SDL is the committed one', () => {
      expect(subgraph.sdl).toBe(readFileSync(join(COMMITTED_SDLS, `${subgraph.name}.graphql`), 'utf8'));
    });

    test('every type, field, argument and enum value has a description', () => {
      const types = Object.values(subgraph.schema.getTypeMap()).filter(isOwnType);
      expect(types.flatMap(undescribed)).toEqual([]);
    });

    test('every root field is nullable, so that one unavailable service does not empty a page', () => {
      const fields = Object.values(subgraph.schema.getQueryType()?.getFields() ?? {});
      expect(
        fields.filter(({ name, type }) => !name.startsWith('_') && isNonNullType(type)).map(({ name }) => name),
      ).toEqual([]);
    });

    test('its migrations create exactly the tables that its entities describe', async () => {
      const db = await openDatabase(
        { url: open.url, log: createLogger('drift', 'silent'), poolSize: 1 },
        subgraph.storage,
      );
      try {
        const { upQueries } = await db.driver.createSchemaBuilder().log();
        expect(upQueries.map(({ query }) => query)).toEqual([]);
      } finally {
        await db.destroy();
      }
    });

    test('it resolves many entities of a type in one statement, in order, with null for an unknown id', async () => {
      expect(Object.keys(ids)).not.toEqual([]);
      for (const [__typename, [one, two]] of Object.entries(ids)) {
        const unknown = `${one?.split('_')[0]}_00000000000000000000000000`;
        const representations = [two, unknown, one, two].map((id) => ({ __typename, id }));
        open.statements();
        const { data, errors } = await open.query(ENTITIES, { representations });
        expect({ __typename, errors }).toEqual({ __typename, errors: undefined });
        expect(data?.['_entities']).toEqual([{ __typename }, null, { __typename }, { __typename }]);
        expect({ __typename, statements: open.statements().length }).toEqual({ __typename, statements: 1 });
      }
    });

    test('it is ready only while its database is open', async () => {
      const other = await openSubgraph(subgraph);
      await expect(other.ready()).resolves.toBeUndefined();
      await other.close();
      await expect(other.ready()).rejects.toThrow();
    });
  });
};
