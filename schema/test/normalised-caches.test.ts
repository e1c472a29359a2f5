import { randomOperation, simpleLiteral, type TestDatabase } from '@wizness/kernel/testing';
import fc from 'fast-check';
import { type DocumentNode, type GraphQLInputType, print } from 'graphql';
import { operationNames, readOperation } from '../src/files';
import { apolloClient, type CacheClient, type Send, urqlClient } from './support/cache-clients';
import { CACHE_READS, ORACLE_SEED } from './support/environment';
import { demoDatabase } from './support/graphs';
import { keyedDocument } from './support/keyed-document';
import { openOracle, type Oracle } from './support/oracle';

/** Each operation is read this often, in random order, so that most reads find a part of their answer in the cache. */
const READS_PER_OPERATION = 4;

interface Read {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

describe('A stock client with a normalised cache', () => {
  let database: TestDatabase;
  let oracle: Oracle;
  let operations: readonly Read[];
  let slugs: readonly string[];

  const send: Send = (query, variables) => oracle.askEngine('hive', query, variables);
  /** The answer without errors, or null: clients do not cache an answer with errors. */
  const fresh = async ({ document, variables }: Read): Promise<unknown> => {
    const { data, errors = [] } = await send(print(document), { ...variables });
    return errors.length === 0 ? data : null;
  };

  beforeAll(async () => {
    database = await demoDatabase();
    oracle = await openOracle(database);
    const { data } = await send('{ posts(first: 20) { nodes { slug } } }', {});
    slugs = (data as { posts: { nodes: { slug: string }[] } }).posts.nodes.map(({ slug }) => slug);
    const { apiSchema: schema } = oracle;
    const examples = operationNames().map(
      (name): Read => ({
        document: keyedDocument(schema, readOperation(name)),
        variables: {},
      }),
    );
    const random = fc.sample(fc.gen(), { numRuns: Math.ceil(CACHE_READS / READS_PER_OPERATION), seed: ORACLE_SEED });
    operations = [
      ...examples,
      ...random.map((generate): Read => {
        const choose = (max: number): number => generate(fc.nat, { max });
        const literalFor = (type: GraphQLInputType, _: string, argument: string): string | null => {
          if (/^(after|before|last|filter|orderBy|id|ids)$/.test(argument)) return null;
          return argument === 'slug' ? `"${slugs[choose(slugs.length - 1)]}"` : simpleLiteral(type, choose);
        };
        const { unique, variables } = randomOperation({ schema, choose, literalFor, maxDepth: 5 });
        return { document: keyedDocument(schema, unique), variables };
      }),
    ];
  });
  afterAll(async () => {
    await oracle.close();
    await database.drop();
  });

  test.each<[string, typeof apolloClient]>([
    ['Apollo Client', apolloClient],
    ['urql with Graphcache', urqlClient],
  ])(
    `%s gives the data of a fresh query in ${CACHE_READS} random reads (seed ${ORACLE_SEED})`,
    async (_, create) => {
      let asked = 0;
      const client: CacheClient = create(oracle.apiSchema, (query, variables) => {
        asked += 1;
        return send(query, variables);
      });
      const expected = new Map<Read, unknown>();
      for (const read of operations) expected.set(read, await fresh(read));
      const valid = operations.filter((read) => expected.get(read) !== null);
      expect(valid.length).toBeGreaterThan(operations.length / 2);
      const order = fc.sample(fc.nat({ max: valid.length - 1 }), { numRuns: CACHE_READS, seed: ORACLE_SEED });
      for (const index of order) {
        const read = valid[index];
        if (!read) continue;
        const data = await client.read(read.document, read.variables);
        expect({ operation: print(read.document), data }).toEqual({
          operation: print(read.document),
          data: expected.get(read),
        });
      }
      // The cache answers at least a part of the reads alone.
      expect(asked).toBeLessThan(CACHE_READS);
      // Other warnings are about fields that a condition left out.
      expect(client.warnings.filter((warning) => warning.includes('key'))).toEqual([]);
    },
    900_000,
  );
});
