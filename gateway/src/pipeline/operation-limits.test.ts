import { Supergraph } from '@apollo/federation-internals';
import {
  buildSchema,
  type ExecutableDefinitionNode,
  getIntrospectionQuery,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { readCostDirectives } from '../supergraph/cost-directives';
import { readExamples, readSupergraph } from '../supergraph/schema-files';
import { createOperationLimitCheck, DEFAULT_OPERATION_LIMITS, type OperationLimits } from './operation-limits';

const supergraph = readSupergraph();
const schema = Supergraph.build(supergraph, { validateSupergraph: false }).apiSchema().toGraphQLJSSchema();

const check = (source: string, limits: Partial<OperationLimits> = {}, variables = {}): void => {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = (document.definitions as ExecutableDefinitionNode[]).filter(
    (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
  );
  if (!operation) throw new Error('The document contains no operation.');
  const checkLimits = createOperationLimitCheck(readCostDirectives(supergraph), {
    ...DEFAULT_OPERATION_LIMITS,
    ...limits,
  });
  checkLimits(schema, { document, operation, variables });
};

/** The code, figures and limit of the refusal; null if the operation is allowed. */
const refusalOf = (...args: Parameters<typeof check>): Record<string, unknown> | null => {
  try {
    check(...args);
    return null;
  } catch (error) {
    const { http, ...extensions } = (error as { extensions: Record<string, unknown> }).extensions;
    expect(http).toEqual({ status: 400 });
    return extensions;
  }
};

/** The cost of an operation: the figure in the refusal of an operation that may cost nothing. */
const costOf = (source: string, variables = {}): unknown => refusalOf(source, { maxCost: 0 }, variables)?.['cost'];

const nested = (levels: number, open: string): string =>
  `{${open.repeat(levels)}__typename${'}'.repeat(levels * open.split('{').length - levels)}}`;

/** `levels` fragments, each of which selects the next one under two aliases. */
const chained = (levels: number): string =>
  Array.from({ length: levels }, (_, n) => {
    const next = n + 1 < levels ? `...F${n + 1}` : 'slug';
    return `fragment F${n} on Topic { a: related { ${next} } b: related { ${next} } }`;
  }).join(' ');

test('The cost of an operation that comes again is that of its variables', () => {
  const checkLimits = createOperationLimitCheck(readCostDirectives(supergraph), DEFAULT_OPERATION_LIMITS);
  const document = parse(
    'query ($first: Int, $text: String) { posts(first: $first, filter: { text: $text }) { nodes { id } } }',
  );
  const [operation] = document.definitions as OperationDefinitionNode[];
  if (!operation) throw new Error('The document contains no operation.');
  const costWith = (variables: object): number =>
    checkLimits(schema, { document, operation, variables: { ...variables } });
  const costs = [5, 50, 5, null, Number('1e999'), 100, 5].map((first) => costWith({ first, text: 'a' }));
  expect(costs).toEqual([5, 50, 5, 20, 100, 100, 5].map((size) => costWith({ first: size, text: `b ${size}` })));
  expect(costs[1]).toBeGreaterThan(costs[0] ?? 0);
});

test('Each example operation is allowed, also with half of the default limits', () => {
  const { maxDepth, maxSelections, maxAliases, maxCost } = DEFAULT_OPERATION_LIMITS;
  const half = {
    maxSelections: maxSelections / 2,
    maxAliases: maxAliases / 2,
    maxCost: maxCost / 2,
    maxDepth: maxDepth - 4,
  };
  const examples = readExamples();
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) expect(refusalOf(example, half)).toBeNull();
});

describe('The cost of an operation', () => {
  test.each([
    ['an object', '{ post(slug: "a") { title } }', 1],
    ['the objects in it', '{ post(slug: "a") { author { name } body { html } } }', 3],
    ['a page and its items', '{ posts(first: 10) { nodes { title } } }', 11],
    ['no item of an empty page', '{ posts(first: 0) { nodes { title } } }', 1],
    ['a page from the end', '{ posts(last: 7) { nodes { title } } }', 8],
    ['a page of the default size', '{ posts { nodes { title } } }', 21],
    ['items once for each way to select them', '{ posts(first: 10) { nodes { id } edges { node { id } } } }', 31],
    ['only the page for its other fields', '{ posts(first: 10) { totalCount pageInfo { endCursor } } }', 2],
    ['a list in a list', '{ posts(first: 10) { nodes { comments(first: 5) { nodes { id } } } } }', 71],
    ['five items of a list without a page size', '{ post(slug: "a") { topics { slug } } }', 6],
    ['a larger page than is allowed like the largest page', '{ posts(first: 2000000000) { nodes { id } } }', 101],
    ['each alias', '{ a: post(slug: "a") { title } b: post(slug: "b") { title } }', 2],
    [
      'a fragment each time it is used',
      '{ a: posts(first: 10) { ...P } b: posts(first: 20) { ...P } } fragment P on PostConnection { nodes { id } }',
      32,
    ],
    ['ten for a mutation', 'mutation { signOut(input: {}) { endedSessions } }', 10],
  ])('counts %s', (_, source, cost) => {
    expect(costOf(source)).toBe(cost);
  });

  test.each([
    ['a variable', { first: 30 }, 31],
    ['the default value of a variable that is not given', {}, 41],
    ['null as the default of the field', { first: null }, 21],
    ['a value of another type as the largest page', { first: '1' }, 101],
  ])('reads a page size from %s', (_, variables, cost) => {
    expect(costOf('query ($first: Int = 40) { posts(first: $first) { nodes { id } } }', variables)).toBe(cost);
  });

  test('is refused above the limit, with the cost and the limit', () => {
    const bomb = nested(2, 'posts(first: 100) { nodes { topics { ');
    expect(refusalOf(bomb)).toEqual({ code: 'QUERY_TOO_COMPLEX', cost: 301_101, limit: 5000 });
  });
});

test('Fragments that each select the next one twice are measured in linear time', () => {
  expect(refusalOf(`{ topic(slug: "a") { ...F0 } } ${chained(3)}`)).toBeNull();
  expect(refusalOf(`{ topic(slug: "a") { ...F0 } } ${chained(100)}`, { maxDepth: 1000 })).toEqual({
    code: 'QUERY_TOO_COMPLEX',
    selections: Number.MAX_SAFE_INTEGER,
    limit: 1000,
  });
});

test('An operation that is too deep is refused, whether it is deep in itself or through fragments', () => {
  expect(refusalOf(nested(6, 'topic(slug: "a") { ').replaceAll(/(?<=\{ )topic\(slug: "a"\)/g, 'broader'))).toBeNull();
  expect(refusalOf(`{ topic(slug: "a") { ...F0 } } ${chained(12)}`, { maxSelections: 1e6 })).toEqual({
    code: 'QUERY_TOO_DEEP',
    depth: 14,
    limit: 12,
  });
});

test('Aliases are counted in one selection set, with those of its fragments', () => {
  const aliases = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, n) => `${prefix}${n}: post(slug: "${n}") { id }`).join(' ');
  expect(refusalOf(`{ ${aliases(30, 'a')} }`)).toBeNull();
  expect(refusalOf(`{ ${aliases(16, 'a')} ...B } fragment B on Query { ${aliases(15, 'b')} }`)).toEqual({
    code: 'QUERY_TOO_COMPLEX',
    aliases: 31,
    limit: 30,
  });
});

describe('Introspection', () => {
  const full = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });

  test('is not part of the depth and the cost of an operation', () => {
    expect(refusalOf(full)).toBeNull();
    expect(costOf('{ __type(name: "Post") { fields { name } } post(slug: "a") { id } }')).toBe(1);
  });

  test('is refused if an operation repeats it', () => {
    const types = Array.from({ length: 30 }, (_, n) => `a${n}: __schema { types { fields { args { name } } } }`);
    expect(refusalOf(`{ ${types.join(' ')} }`)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
  });

  test('is refused if it is too deep', () => {
    const source = `{ __type(name: "Post") { ${'ofType { '.repeat(20)}name${' }'.repeat(20)} } }`;
    expect(refusalOf(source)).toEqual({ code: 'QUERY_TOO_DEEP', depth: 22, limit: 20 });
  });
});

test('Values in arguments cost 1 for each 10, for each parent of the field, in a variable, its default and a literal', () => {
  const or = Array.from({ length: 49 }, () => ({}));
  const literal = `{ or: [${or.map(() => '{}').join(' ')}] }`;
  const of = (definition: string, filter: string) =>
    `${definition} { organisations(first: 100) { nodes { a: facts(filter: ${filter}, first: 1) { totalCount } } } }`;
  const plain = costOf(of('', '{}'));
  expect(plain).toBe(201);
  expect(costOf(of('query ($f: FactFilter)', '$f'), { f: {} })).toBe(plain);
  expect(costOf(of('query ($f: FactFilter)', '$f'), { f: { or: or.slice(0, 8) } })).toBe(plain);
  const withFilters = 201 + 100 * 5;
  expect(costOf(of('query ($f: FactFilter)', '$f'), { f: { or } })).toBe(withFilters);
  expect(costOf(of(`query ($f: FactFilter = ${literal})`, '$f'))).toBe(withFilters);
  expect(costOf(of('', literal))).toBe(withFilters);
  expect(costOf(of('query ($f: FactFilter!)', '{ and: [$f] }'), { f: { or } })).toBe(withFilters);
  expect(costOf(of('query ($f: FactFilter)', '$f'), { f: { ids: Array.from({ length: 99 }, String) } })).toBe(
    201 + 1000,
  );
});

test('`@cost` of a field, or else of its type, decides, also for a field that returns no object', () => {
  const directives = readCostDirectives(`
    scalar Heavy @cost(weight: 3)
    type Item @cost(weight: 4) { plain: Int heavy: Heavy own: Heavy @cost(weight: 7) }
    type Query { item: Item items: [Item] @listSize(assumedSize: 10) light: Item @cost(weight: 0) }`);
  const own = buildSchema(`
    scalar Heavy
    type Item { plain: Int heavy: Heavy own: Heavy }
    type Query { item: Item items: [Item] light: Item }`);
  const measure = createOperationLimitCheck(directives, DEFAULT_OPERATION_LIMITS);
  const costIn = (source: string) => {
    const document = parse(source);
    return measure(own, { document, operation: document.definitions[0] as OperationDefinitionNode, variables: {} });
  };
  expect(costIn('{ item { plain } }')).toBe(4);
  expect(costIn('{ item { heavy own } }')).toBe(14);
  expect(costIn('{ items { heavy } }')).toBe(70);
  expect(costIn('{ light { plain } }')).toBe(1);
});
