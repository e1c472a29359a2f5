import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { fragmentsOf } from './fragments';
import { createResponseKeys } from './response-keys';
import { rewriteOperation } from './rewrite';

const schema = buildSchema(`
  type Query { post(slug: String, id: ID): Post posts(first: Int = 10, filter: Filter): [Node] w_field: Int }
  input Filter { text: String, ids: [ID!] }
  interface Node { id: ID! }
  type Post implements Node { id: ID! slug: String title(lang: String, short: Boolean): String author: Node }`);

const rewrite = (source: string, variables: Record<string, unknown> = {}) => {
  const document = parse(source);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has several operations.');
  const keys = createResponseKeys(schema);
  const rewritten = rewriteOperation({ schema, operation, fragments: fragmentsOf(document), keys, variables });
  return { keys, rewritten, text: rewritten?.text.replaceAll(/\s+/g, ' ') };
};

test('Fields with an alias or arguments get keys that no field of the schema has', () => {
  const { text, keys } = rewrite('{ post(slug: "a") { id: slug title(lang: "fr") slug id2: id kind: __typename } }');
  expect(text).toBe('{ ww_0: post(slug: "a") { ww_1: slug ww_2: title(lang: "fr") slug ww_3: id __typename } }');
  expect(['ww_0', 'ww_1', 'ww_2', 'ww_3', 'slug'].map((key) => keys.clientKey(key))).toEqual([
    'post',
    'id',
    'title',
    'id2',
    'slug',
  ]);
});

test('One field with one key and the same arguments has one key, in any order of the arguments', () => {
  const { text } = rewrite(
    '{ post { title(lang: "fr", short: true) ... on Post { title(short: true, lang: "fr") } } }',
  );
  expect(text).toBe(
    '{ post { ww_0: title(lang: "fr", short: true) ... on Post { ww_0: title(lang: "fr", short: true) } } }',
  );
});

test('Operations that differ in names, layout, fragments and unused variables become equal', () => {
  const one = rewrite('query A($a: Int) { x: posts(first: $a) { ...F } } fragment F on Node { id }', { a: 1 });
  const other = rewrite('query B($a: Int) {\n  other: posts(first: $a) {\n    ... on Node { id }\n  }\n}', { a: 2 });
  expect(other.text).toBe(one.text);
});

test('Conditions are resolved, and an object without fields keeps its type name', () => {
  const source =
    'query ($yes: Boolean!) { post @include(if: $yes) { id @skip(if: $yes) } posts @skip(if: $yes) { id } }';
  expect(rewrite(source, { yes: true }).text).toBe('{ post { __typename } }');
  expect(rewrite(source, { yes: false }).text).toBe('{ posts { id } }');
});

test('An operation about the schema alone has nothing to plan', () => {
  expect(
    rewrite(
      '{ __typename kind: __typename __schema { types { name } } ... on Query { __type(name: "Post") { name } } }',
    ).rewritten,
  ).toBeNull();
});

test('Variables are renamed if a planner uses their names, and only used ones are declared', () => {
  const { rewritten, text } = rewrite(
    'query ($representations: ID, $w_representations: String, $ids: [ID!]) { post(id: $representations, slug: $w_representations) { id } posts(filter: { text: "a", ids: $ids }) { id } }',
  );
  expect(text).toContain('$w_w_representations: ID, $w_representations: String, $ids: [ID!]');
  expect(rewritten?.variableValue('w_w_representations', { representations: 'a' })).toBe('a');
  expect(rewritten?.variableValue('ids', { ids: ['b'] })).toEqual(['b']);
});

test('Numbers of arguments become variables, so that operations with other sizes of pages become equal', () => {
  const sized = (size: number) =>
    rewrite(
      `query ($w_ww_0_first: ID) { posts(first: ${size}) { id } post(id: $w_ww_0_first) { id } again: posts(first: 3) { id } }`,
    );
  const [one, other] = [sized(0), sized(7)];
  expect(one.text).toBe(
    'query ($w_ww_0_first: ID, $w_w_ww_0_first: Int!, $w_ww_2_first: Int!) { ww_0: posts(first: $w_w_ww_0_first) { id } ' +
      'ww_1: post(id: $w_ww_0_first) { id } ww_2: posts(first: $w_ww_2_first) { id } }',
  );
  expect(other.text).toBe(one.text);
  const sent = { w_ww_0_first: 'a' };
  const valuesOf = ({ rewritten }: typeof one) =>
    ['w_w_ww_0_first', 'w_ww_2_first', 'w_ww_0_first', 'unknown'].map((name) => rewritten?.variableValue(name, sent));
  expect([valuesOf(one), valuesOf(other)]).toEqual([
    [0, 3, 'a', undefined],
    [7, 3, 'a', undefined],
  ]);
});
