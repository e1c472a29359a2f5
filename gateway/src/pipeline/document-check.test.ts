import fc from 'fast-check';
import { buildSchema, getIntrospectionQuery, parse, validate } from 'graphql';
import { readExamples } from '../supergraph/schema-files';
import { checkParsedDocument, createDocumentCheck } from './document-check';

const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

const codeOf = (query: string): unknown => {
  try {
    createDocumentCheck()(query);
    return null;
  } catch (error) {
    return (error as { extensions: Record<string, unknown> }).extensions['code'];
  }
};

test('The example operations and the introspection query are accepted', () => {
  for (const query of [...readExamples(), getIntrospectionQuery({ inputValueDeprecation: true })])
    expect(codeOf(query)).toBeNull();
});

test('A field that is selected from many fragments is accepted', () => {
  const fragments = repeat(60, (n) => `fragment F${n} on Post { id slug author { id } }`);
  expect(codeOf(`{ post(id: "a") { ${repeat(60, (n) => `...F${n}`)} } } ${fragments}`)).toBeNull();
});

test('A text that cannot be parsed is left to the server', () => {
  expect(codeOf('{')).toBeNull();
});

test.each([
  ['repeated fields', `{ ${repeat(280, () => 'viewer { id }')} }`],
  ['repeated leaves', `{ ${repeat(400, () => '__typename')} }`],
  ['repeated fields in repeated fields', `{ ${repeat(16, () => `a { ${repeat(16, () => 'b { c }')} }`)} }`],
  ['repeated fields in inline fragments', `{ ${repeat(200, () => '... on Query { viewer { id } }')} }`],
  [
    'fragments that select each other twice',
    `{ ...F0 } ${repeat(20, (n) => `fragment F${n} on Q { a { ...F${n + 1} } b { ...F${n + 1} } }`)}`,
  ],
  ['repeated fields in an unused fragment', `{ a } fragment F on Query { ${repeat(280, () => 'viewer { id }')} }`],
])('A document with %s is refused before it is validated', (_, query) => {
  expect(codeOf(query)).toBe('QUERY_TOO_COMPLEX');
});

/** The filter of a filter of a filter, `levels` times. */
const literal = (levels: number): string =>
  `{ posts(filter: ${'{ and: ['.repeat(levels)}${'] }'.repeat(levels)}) { id } }`;

test('A deep literal is refused before it is planned for an exponential time', () => {
  expect(codeOf(literal(8))).toBeNull();
  expect(codeOf(literal(9))).toBe('QUERY_TOO_DEEP');
  expect(codeOf(literal(200))).toBe('QUERY_TOO_DEEP');
  expect(codeOf(`{ a(x: ${'['.repeat(900)}${']'.repeat(900)}) }`)).toBe('QUERY_TOO_DEEP');
  expect(codeOf(`query ($x: [Int] = ${'['.repeat(20)}${']'.repeat(20)}) { a(x: $x) }`)).toBe('QUERY_TOO_DEEP');
});

test('Inline fragments are nested at most as deep as the native planner reads them', () => {
  const nested = (levels: number): string => `{ ${'... { '.repeat(levels)} a ${'} '.repeat(levels)} }`;
  expect(codeOf(nested(31))).toBeNull();
  expect(codeOf(nested(32))).toBe('QUERY_TOO_DEEP');
});

/** On these, the validator of graphql-js 16.15 overflows its stack. */
const CYCLE = `{ viewer { ...F0 ...F1 } } ${repeat(100, (i) => `fragment F${i} on Viewer { id ${repeat(2, (k) => `...F${(i + k + 1) % 100}`)} }`)}`;

test('Fragments in a cycle are refused before they overflow the stack of the validator', () => {
  expect(codeOf(CYCLE)).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(codeOf('{ a { ...F } } fragment F on Q { b { ...F } }')).toBe('GRAPHQL_VALIDATION_FAILED');
});

const schema = buildSchema('type Query { a(x: Int): Query b: Query c: Int }');

/** Selection sets with random names, aliases, fragments and nesting. */
const documents = fc.letrec<{ set: string; selection: string }>((tie) => ({
  set: fc.array(tie('selection'), { minLength: 1, maxLength: 6 }).map((parts) => `{ ${parts.join(' ')} }`),
  selection: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('c', 'd: c', '__typename', '...F0', '...F1', '...F2'),
    fc
      .tuple(fc.constantFrom('a', 'b', 'a: b', 'a(x: 1)', '... on Query', '...'), tie('set'))
      .map((parts) => parts.join(' ')),
  ),
}));

test('Any accepted document is validated without an overflow, in a bounded number of comparisons', () => {
  const document = fc
    .tuple(documents.set, documents.set, documents.set, documents.set)
    .map(
      ([operation, ...fragments]) =>
        `${operation} ${fragments.map((set, n) => `fragment F${n} on Query ${set}`).join(' ')}`,
    );
  fc.assert(
    fc.property(document, (query) => {
      const parsed = parse(query);
      try {
        checkParsedDocument(parsed);
      } catch {
        return;
      }
      expect(() => validate(schema, parsed)).not.toThrow();
    }),
    { numRuns: 40 },
  );
});
