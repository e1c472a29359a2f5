import fc from 'fast-check';
import { buildSchema, execute as executeByGraphqlJs, getIntrospectionQuery, parse, validate } from 'graphql';
import { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '../../test/support/environment';
import { type Faults, RESULT_SDL, schemaWith } from '../../test/support/random-results';
import { execute } from './execute';

const FRAGMENTS = `
  fragment L on Leaf { id text must several(first: $n) words: several(words: ["a", "b"]) }
  fragment B on Branch { name kind one { ...L } must { text ...L } list { ...L } }
`;
const QUERIES = [
  `query ($n: Int, $yes: Boolean!, $no: Boolean!) { branch @include(if: $yes) { ...B full { ...L } deep { id must } } must { ...B @skip(if: $no) } }`,
  `query ($n: Int, $yes: Boolean!, $no: Boolean!) { branches { ...B @skip(if: $yes) any @skip(if: $no) { __typename ...L ... on Branch { up { name ...B } } ... on Twig { home: must { ...B } } } } }`,
  `query ($n: Int, $yes: Boolean!, $no: Boolean!) { any { ...L @skip(if: $yes) ... on Named { name } ... on Twig { anys { __typename ... on Branch { named @skip(if: $no) { name __typename } } } } } named { name ... on Branch { ...B } } }`,
  `query ($n: Int, $yes: Boolean!, $no: Boolean!) { branch @include(if: $yes) { name ...B @skip(if: $yes) ... @include(if: $no) { kind } up { up { must { id } } } } text(of: "x", in: { kind: OTHER }) }`,
  `mutation ($n: Int, $yes: Boolean!, $no: Boolean!) { first { ...B full { must } one @skip(if: $yes) { id } } second again: second @skip(if: $no) third { ...L } }`,
].map((operation) => `${operation} ${FRAGMENTS}`);

const faults = (promises: fc.Arbitrary<number>): fc.Arbitrary<Faults> =>
  fc.record({
    seed: fc.nat({ max: 1_000_000 }),
    nulls: fc.constantFrom(0, 10, 40),
    errors: fc.constantFrom(0, 0, 3, 10),
    promises,
  });

const variables = fc.record({ n: fc.option(fc.nat({ max: 9 })), yes: fc.boolean(), no: fc.boolean() });

const query = fc.nat({ max: QUERIES.length - 1 });

const RUNS = 400 * PROPERTY_FACTOR;

const bothOf = async (index: number, given: Faults, variableValues: Record<string, unknown>) => {
  const document = parse(QUERIES[index] ?? '');
  const calls: string[][] = [[], []];
  const run = (execution: typeof execute | typeof executeByGraphqlJs, log: string[]) =>
    execution({ schema: schemaWith(given, log), document, variableValues, contextValue: 'context' });
  const expected = await run(executeByGraphqlJs, calls[0] ?? []);
  const found = await run(execute, calls[1] ?? []);
  return { expected, found, calls };
};

describe('An execution', () => {
  test('has valid operations to compare', () => {
    const schema = buildSchema(RESULT_SDL);
    for (const text of QUERIES) expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  test(
    'without promises gives the data, the errors and the calls of graphql-js, in its order',
    async () => {
      await fc.assert(
        fc.asyncProperty(query, faults(fc.constant(0)), variables, async (index, given, variableValues) => {
          const { expected, found, calls } = await bothOf(index, given, variableValues);
          expect(JSON.stringify(found.data)).toBe(JSON.stringify(expected.data));
          expect(found.errors?.map(({ path }) => path)).toEqual(expected.errors?.map(({ path }) => path));
          expect(calls[1]).toEqual(calls[0]);
        }),
        { numRuns: RUNS },
      );
    },
    PROPERTY_TIMEOUT,
  );

  test(
    'with promises gives the data of graphql-js, in its order, and errors where it has some',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          query,
          faults(fc.constantFrom(5, 30, 100)),
          variables,
          async (index, given, variableValues) => {
            const { expected, found } = await bothOf(index, given, variableValues);
            expect(JSON.stringify(found.data)).toBe(JSON.stringify(expected.data));
            expect((found.errors ?? []).length > 0).toBe((expected.errors ?? []).length > 0);
          },
        ),
        { numRuns: RUNS },
      );
    },
    PROPERTY_TIMEOUT,
  );

  test('answers introspection as graphql-js does', async () => {
    const schema = buildSchema(RESULT_SDL);
    const document = parse(getIntrospectionQuery());
    const [found, expected] = [await execute({ schema, document }), await executeByGraphqlJs({ schema, document })];
    expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
  });
});
