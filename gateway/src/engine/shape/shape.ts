import {
  type FieldNode,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { ResponseKeys } from '../operation/response-keys';
import { collectFields, type SelectionContext } from './collect-fields';
import { leafWriterOf } from './leaf';
import {
  type CollectedData,
  type Data,
  type FieldShape,
  fieldShapeOf,
  flattened,
  isRecord,
  leafOf,
  listOf,
  type Mismatch,
  mismatch,
  NULL,
  shareable,
  type Write,
  writeFields,
  type Writing,
} from './write';

/**
 * Writes the client's data as JSON, `null` if a root field that is null may not be, and returns it with the mismatches. Throws
 * {@link ResponseTooLong} as soon as the text is longer than `maxLength` UTF-16 code units.
 */
export type Shape = (
  collected: CollectedData,
  introspected: Data,
  maxLength: number,
) => { readonly json: string; readonly mismatches: readonly Mismatch[] };

/** Writes the name in the data, which the planners ask for unless the static type is an object type. */
const nameOr =
  (ownName: string): Write =>
  (value) =>
    typeof value === 'string' ? JSON.stringify(value) : ownName;

/** Compiles selections of the client's document into functions that write the planned data. */
const createCompiler = (context: SelectionContext, keys: ResponseKeys) => {
  const { schema } = context;

  const nullable = (type: GraphQLOutputType, field: string, sets: readonly SelectionSetNode[]): Write => {
    if (isListType(type)) return shareable(listOf(compile(type.ofType, field, sets), field));
    if (isLeafType(type)) return leafOf(leafWriterOf(type), field);
    if (!isCompositeType(type)) throw new Error(`${field} has an unknown type.`);
    return shareable(objectOf(type, field, sets));
  };

  const compile = (type: GraphQLOutputType, field: string, sets: readonly SelectionSetNode[]): Write => {
    const write = nullable(getNullableType(type), field, sets);
    if (!isNonNullType(type)) {
      return (value, writing) => (value === null || value === undefined ? NULL : write(value, writing));
    }
    return (value, writing) => {
      if (value === null || value === undefined) {
        mismatch(writing, field);
        return null;
      }
      const reported = writing.mismatches.length;
      const text = write(value, writing);
      if (text !== NULL) return text;
      // What made it null was reported, unless it is an object of a hidden type.
      if (writing.mismatches.length === reported) mismatch(writing, field);
      return null;
    };
  };

  const fieldShapes = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): FieldShape[] =>
    [...collectFields(context, type, sets)].flatMap(([key, nodes]) => fieldShape(type, key, nodes) ?? []);

  const fieldShape = (parent: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): FieldShape | null => {
    const [node] = nodes;
    if (!node) return null;
    const name = node.name.value;
    if (name === '__typename') {
      const ownName = `"${parent.name}"`;
      return fieldShapeOf(key, name, isObjectType(parent) ? () => ownName : nameOr(ownName));
    }
    if (name === '__schema' || name === '__type') {
      return fieldShapeOf(key, name, (_, { introspected }) => JSON.stringify(introspected[key]) ?? NULL);
    }
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (!field) return null;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return fieldShapeOf(key, keys.plannedKey(node), compile(field.type, `${parent.name}.${name}`, sets));
  };

  const objectOf = (type: GraphQLCompositeType, field: string, sets: readonly SelectionSetNode[]): Write => {
    const shapes = new Map<string, readonly FieldShape[]>();
    const shapesOf = (runtimeType: GraphQLCompositeType): readonly FieldShape[] => {
      const known = shapes.get(runtimeType.name) ?? fieldShapes(runtimeType, sets);
      shapes.set(runtimeType.name, known);
      return known;
    };
    return (value, writing) => {
      if (!isRecord(value)) return mismatch(writing, field);
      const runtimeType = runtimeTypeOf(schema, type, value['__typename']);
      const reported = writing.mismatches.length;
      const text = (runtimeType && writeFields(shapesOf(runtimeType), value, writing)) ?? NULL;
      // An entity that does not exist for the caller is null. That is no fault of a subgraph.
      if (text === NULL && writing.unknown.has(value)) writing.mismatches.length = reported;
      return text;
    };
  };
  return { fieldShapes };
};

/**
 * The type of an object. Where the plan has not asked for its name, no fragment depends on it, and the static type is enough.
 * Null for a type that is not in the API schema or does not belong here: it is inaccessible.
 */
const runtimeTypeOf = (
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: unknown,
): GraphQLCompositeType | null => {
  if (typeof name !== 'string' || name === type.name || isObjectType(type)) return type;
  const runtimeType = schema.getType(name);
  if (!isCompositeType(runtimeType) || !isAbstractType(type)) return null;
  if (!isObjectType(runtimeType)) return type;
  return schema.isSubType(type, runtimeType) ? runtimeType : null;
};

/** Compiles how the response to an operation is written from the data that its plan collects. */
export const compileShape = (
  context: SelectionContext,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  keys: ResponseKeys,
): Shape => {
  const fields = createCompiler(context, keys).fieldShapes(root, [operation.selectionSet]);
  return ({ data, shared, unknown, isPlain }, introspected, maxLength) => {
    const write = (path: Writing['path']): ReturnType<Shape> => {
      const writing = {
        path,
        mismatches: [],
        maxLength,
        introspected,
        shared,
        unknown,
        isPlain,
        sharedTexts: new Map(),
      };
      return { json: flattened(writeFields(fields, data, writing)) ?? NULL, mismatches: writing.mismatches };
    };
    const written = write(null);
    return written.mismatches.length === 0 ? written : write([]);
  };
};
