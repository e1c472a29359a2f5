import {
  buildSchema,
  execute as executeByGraphqlJs,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { pathOf } from '../../test/support/random-results';
import { execute } from './execute';

describe('An execution', () => {
  const run = (schema: GraphQLSchema, text: string, variableValues: Record<string, unknown> = {}) =>
    execute({ schema, document: parse(text), variableValues, contextValue: 'context' });

  const schemaOf = (sdl: string, resolvers: Record<string, GraphQLFieldResolver<unknown, unknown>>): GraphQLSchema => {
    const schema = buildSchema(sdl);
    for (const [name, resolve] of Object.entries(resolvers)) {
      const [type = '', field = ''] = name.split('.');
      const object = schema.getType(type);
      const found = isObjectType(object) ? object.getFields()[field] : undefined;
      if (found) found.resolve = resolve;
    }
    return schema;
  };

  test('of one document with other variables gives other fields and arguments', async () => {
    const schema = schemaOf('type Query { a(n: Int = 1): Int b: Int }', {
      'Query.a': (_, { n }) => n as number,
      'Query.b': () => 2,
    });
    const conditions = parse('query ($n: Int, $is: Boolean!) { a(n: $n) b @include(if: $is) c: b @skip(if: $is) }');
    const plain = parse('query ($n: Int) { a(n: $n) b }');
    for (const [n, is] of [
      [1, true],
      [2, false],
      [3, true],
    ] as const) {
      const found = await execute({ schema, document: conditions, variableValues: { n, is } });
      expect(found).toEqual({ data: is ? { a: n, b: 2 } : { a: n, c: 2 } });
      expect(await execute({ schema, document: plain, variableValues: { n } })).toEqual({ data: { a: n, b: 2 } });
    }
    const other = schemaOf('type Query { a(n: Int): Int b: Int }', { 'Query.b': () => 3 });
    expect(await execute({ schema: other, document: plain })).toEqual({ data: { a: null, b: 3 } });
  });

  test('runs the next field of a mutation when everything in the field before has ended', async () => {
    const calls: string[] = [];
    const slow = (name: string) => async () => {
      await new Promise((done) => setTimeout(done, 5));
      calls.push(name);
      return {};
    };
    const schema = schemaOf('type Query { a: A } type Mutation { a: A b: A } type A { inner: A }', {
      'Mutation.a': slow('a'),
      'Mutation.b': slow('b'),
      'A.inner': slow('inner'),
    });
    await run(schema, 'mutation { a { inner { inner { __typename } } } b { inner { __typename } } }');
    expect(calls).toEqual(['a', 'inner', 'inner', 'b', 'inner']);
  });

  test('gives resolvers the same information as graphql-js', async () => {
    const seen: GraphQLResolveInfo[] = [];
    const schema = schemaOf('type Query { list: [A] } type A { b(n: Int): Int }', {
      'Query.list': () => [{}, {}],
      'A.b': (_, __, ___, info) => void seen.push(info),
    });
    const document = parse('query Q($n: Int) { list { ...F } } fragment F on A { c: b(n: $n) c: b(n: $n) }');
    const options = { schema, document, variableValues: { n: 4 } };
    await execute(options);
    await executeByGraphqlJs(options);
    const told = seen.map(({ fieldName, fieldNodes, returnType, parentType, path, fragments, operation, ...rest }) => {
      const { schema: own, rootValue, variableValues } = seen[0] ?? rest;
      return [
        fieldName,
        fieldNodes,
        returnType,
        parentType,
        pathOf(path),
        path.typename,
        fragments,
        operation,
        own,
        rootValue,
        variableValues,
      ];
    });
    expect(told).toHaveLength(4);
    expect(told.slice(0, 2)).toEqual(told.slice(2).map((one) => one.map((each) => each)));
  });

  test('has the errors of variables, arguments and an unknown operation', async () => {
    const schema = schemaOf('type Query { a(n: Int!): Int }', { 'Query.a': () => 1 });
    const { errors, ...rest } = await run(schema, 'query ($n: Int!) { a(n: $n) }', { n: 'x' });
    expect([errors?.length, rest]).toEqual([1, {}]);
    expect((await run(schema, 'query ($n: Int = 1) { a(n: $n) }', { n: null })).errors).toMatchObject([
      { path: ['a'] },
    ]);
    const document = parse('query A { a(n: 1) } query B { a(n: 1) }');
    for (const operationName of [undefined, 'C']) {
      expect((await execute({ schema, document, operationName })).errors).toHaveLength(1);
    }
    expect(await execute({ schema, document, operationName: 'B' })).toEqual({ data: { a: 1 } });
  });

  test('has the error of a condition that is null, as graphql-js has', async () => {
    const schema = schemaOf('type Query { a: Query b: Int }', { 'Query.a': () => ({}), 'Query.b': () => 1 });
    for (const selections of ['b @include(if: $is)', 'b a { b @skip(if: $is) }']) {
      const document = parse(`query ($is: Boolean = true) { ${selections} }`);
      const options = { schema, document, variableValues: { is: null } };
      const [found, expected] = [await execute(options), await executeByGraphqlJs(options)];
      expect(found.errors).toHaveLength(1);
      expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
    }
  });

  test('may use any response name, and sets no prototype', async () => {
    const schema = schemaOf('type Query { a: Query }', { 'Query.a': () => ({}) });
    const { data } = await run(
      schema,
      '{ __proto__: a { __typename } constructor: a { __typename } toString: __typename }',
    );
    const inner = '{"__typename":"Query"}';
    expect(JSON.stringify(data)).toBe(`{"__proto__":${inner},"constructor":${inner},"toString":"Query"}`);
  });

  test('waits for a thenable that calls back at once', async () => {
    const at = { then: (done: (value: number) => void) => done(7) };
    const schema = schemaOf('type Query { a: Int list: [Int] }', { 'Query.a': () => at, 'Query.list': () => [1, at] });
    expect(await run(schema, '{ a list }')).toEqual({ data: { a: 7, list: [1, 7] } });
  });

  test('reports one error for an object that becomes null, whatever happens inside of it later', async () => {
    const schema = schemaOf('type Query { a: A b: [[A!]] } type A { slow: Int bad: Int! slower: Int! }', {
      'Query.a': () => ({}),
      'Query.b': () => [[{}], [{}]],
      'A.slow': () => Promise.reject(new Error('slow')),
      'A.bad': () => null,
      'A.slower': () => Promise.reject(new Error('slower')),
    });
    const { data, errors } = await run(schema, '{ a { slow bad } b { slow slower } late: a { slower slow } }');
    expect(data).toEqual({ a: null, b: [null, null], late: null });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual([
      'a.bad',
      'b.0.0.slow',
      'b.0.0.slower',
      'b.1.0.slow',
      'b.1.0.slower',
      'late.slower',
    ]);
  });

  test('leaves no rejection unhandled where a list becomes null before its end', async () => {
    const unhandled = jest.fn();
    process.on('unhandledRejection', unhandled);
    const schema = schemaOf('type Query { list: [Int!] }', {
      'Query.list': () => [null, Promise.reject(new Error('late'))],
    });
    expect((await run(schema, '{ list }')).data).toEqual({ list: null });
    await new Promise((done) => setTimeout(done, 10));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
