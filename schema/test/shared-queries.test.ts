import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { SCHEMA_FOLDER } from '../src/files';
import { type BothModes, openBothModes } from './support/graphs';

const FILE = join(SCHEMA_FOLDER, '../../shared/cases/queries.graphql');
const hasFile = existsSync(FILE);

const operations = (): ReadonlyMap<string, string> => {
  const definitions = hasFile ? parse(readFileSync(FILE, 'utf8')).definitions : [];
  const named = definitions.filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);
  return new Map(named.map((each) => [each.name?.value ?? '', print(each)]));
};

/** Refused before it is planned if the argument no longer exists, and by the service with what it accepts otherwise. */
const REFUSALS = ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'];

(hasFile ? describe : describe.skip)(
  `The shared queries${hasFile ? '' : ' (skipped: ../shared/cases/queries.graphql is not available)'}`,
  () => {
    let graphs: BothModes;
    const queries = operations();

    beforeAll(async () => {
      graphs = await openBothModes();
    });
    afterAll(() => graphs.close());

    const ask = async <Node>(name: string): Promise<Node | undefined> => {
      const { data, errors } = await graphs.execute<{ posts: { nodes: Node[] } }>(queries.get(name) ?? '');
      expect({ name, errors }).toEqual({ name, errors: undefined });
      return data.posts.nodes[0];
    };

    test('An alias changes only the name in the answer, also if it is the name of a key', async () => {
      const { data } = await graphs.execute<{ posts: { nodes: { slug: string; ratingSummary: { count: number } }[] } }>(
        '{ posts(first: 1) { nodes { slug ratingSummary { count } } } }',
      );
      const [post] = data.posts.nodes;
      expect(post).toEqual({ slug: expect.any(String), ratingSummary: { count: expect.any(Number) } });
      expect(await ask('AliasId')).toEqual({ id: post?.slug, ratingSummary: post?.ratingSummary });
      expect(await ask('AliasIdForAnObject')).toEqual({ id: post?.ratingSummary });
      expect(await ask('AliasTypename')).toEqual({ __typename: post?.slug });
    });

    test.each(['UnknownProperty', 'UnknownUnit', 'CountryInLowerCase', 'BackwardsRange'])(
      '%s is refused, never answered as if there were no facts',
      async (name) => {
        const { errors, data } = await graphs.execute(queries.get(name) ?? '');
        expect(data?.['facts'] ?? null).toBeNull();
        expect(REFUSALS).toContain(errors?.[0]?.extensions.code);
      },
    );
  },
);
