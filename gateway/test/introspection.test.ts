import type { TestDatabase } from '@wizness/kernel/testing';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionOptions, type IntrospectionQuery } from 'graphql';
import { startEmbedded, type TestGateway, testDatabase } from './support/gateways';

let database: TestDatabase;
let gateway: TestGateway;
const plans: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  gateway = await startEmbedded(database, { onPlan: (plan) => void plans.push(plan) });
});
afterEach(() => plans.splice(0));
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const ALL_OPTIONS = {
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
};

const QUERIES: readonly (readonly [string, IntrospectionOptions])[] = [
  ['every option', ALL_OPTIONS],
  ['no option', { descriptions: false }],
  ...Object.keys(ALL_OPTIONS).map((option) => [option, { descriptions: false, [option]: true }] as const),
];

test.each(QUERIES)('The introspection query of graphql-js with %s returns the schema', async (_, options) => {
  const { status, body } = await gateway.ask(getIntrospectionQuery(options));
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  const schema = buildClientSchema(body.data as unknown as IntrospectionQuery);
  expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(expect.arrayContaining(['best', 'post']));
  expect(plans).toEqual([]);
});

test('All fields of the introspection types can be selected', async () => {
  const names = ['__Type', '__Directive', '__InputValue', '__Field', '__EnumValue', '__Schema'];
  const fields = `fields(includeDeprecated: true) { name args(includeDeprecated: true) { name isDeprecated } }`;
  const { body } = await gateway.ask(
    `{ __schema { directives { name isRepeatable args(includeDeprecated: true) { name isDeprecated deprecationReason } }
      types { name isOneOf specifiedByURL inputFields(includeDeprecated: true) { name } } }
      ${names.map((name) => `${name.slice(2)}: __type(name: "${name}") { ${fields} }`).join('\n')} }`,
  );
  expect(body.errors).toBeUndefined();
  const type = body.data?.['Type'] as { fields: { name: string }[] };
  expect(type.fields.map(({ name }) => name)).toEqual(expect.arrayContaining(['isOneOf', 'specifiedByURL']));
});

describe('An operation with introspection and other fields', () => {
  test('Returns both in the order of the document, and fetches only the others', async () => {
    const { text } = await gateway.ask(
      `query Both($type: String!, $id: ID!, $without: Boolean = true) {
        kind: __typename
        ...Introspection
        post(id: $id) { ...Title }
        __schema @skip(if: $without) { description }
        ... on Query { enum: __type(name: "__TypeKind") { name } best { id } }
      }
      fragment Introspection on Query { type: __type(name: $type) { ...Name isOneOf } }
      fragment Name on __Type { name }
      fragment Title on Post { title }`,
      { type: 'Post', id: 'a' },
    );
    expect(text).toBe(
      '{"data":{"kind":"Query","type":{"name":"Post","isOneOf":null},"post":{"title":"Title of a"},"enum":{"name":"__TypeKind"},"best":{"id":"post_7"}}}\n',
    );
    expect(plans).toHaveLength(1);
    expect(plans[0]).not.toContain('__type(');
  });

  test('Is refused if a variable of the introspection is wrong', async () => {
    const query = 'query ($type: String!) { __type(name: $type) { name } best { id } }';
    const { status, body } = await gateway.ask(query, { type: 7 });
    expect(status).toBe(400);
    expect(body.data).toBeUndefined();
    expect(body.errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } })]);
    expect(plans).toEqual([]);
  });
});
