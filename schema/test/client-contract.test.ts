import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  isCompositeType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { operationNames, readCommitted, readOperation, SCHEMA_FOLDER } from '../src/files';

const schema = buildSchema(readCommitted('api.graphql') ?? '');

const selects = (set: SelectionSetNode | undefined, name: string): boolean =>
  set?.selections.some((selection) => selection.kind === 'Field' && selection.name.value === name) ?? false;

const hasId = (field: GraphQLField<unknown, unknown>): boolean => {
  const type = getNamedType(field.type);
  return isCompositeType(type) && 'getFields' in type && 'id' in type.getFields();
};

const returnsConnection = (field: GraphQLField<unknown, unknown>): boolean => {
  const type = getNamedType(field.type);
  return isObjectType(type) && type.name.endsWith('Connection');
};

/** What a normalised cache would miss in an operation: an entity without `id`, further pages without `edges`. */
const missingIn = (source: string): string[] => {
  const missing: string[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    parse(source),
    visitWithTypeInfo(typeInfo, {
      Field: ({ name, arguments: given = [], selectionSet }) => {
        const field = typeInfo.getFieldDef();
        if (!field || name.value.startsWith('__')) return;
        if (hasId(field) && !selects(selectionSet, 'id')) missing.push(`${name.value}.id`);
        if (!returnsConnection(field) || !given.some(({ name: argument }) => argument.value === 'after')) return;
        for (const needed of ['edges', 'pageInfo'])
          if (!selects(selectionSet, needed)) missing.push(`${name.value}.${needed}`);
      },
    }),
  );
  return missing;
};

test.each(operationNames())('The example operation %s selects what a normalised cache needs', (name) => {
  expect(missingIn(readOperation(name))).toEqual([]);
});

test('The README has a type for every scalar of the API schema', () => {
  const [, json = ''] =
    /```json\n(\{[^`]*"Cursor"[^`]*)```/.exec(readFileSync(join(SCHEMA_FOLDER, '../README.md'), 'utf8')) ?? [];
  const scalars = Object.values(schema.getTypeMap()).filter(
    (type) => isScalarType(type) && !isSpecifiedScalarType(type),
  );
  expect(Object.keys(JSON.parse(json))).toEqual(scalars.map(({ name }) => name).toSorted());
});

test('Both root types have a description', () => {
  expect([schema.getQueryType()?.description, schema.getMutationType()?.description]).toEqual([
    expect.stringMatching(/^Everything that can be read/),
    expect.stringMatching(/^Everything that can be changed/),
  ]);
});
