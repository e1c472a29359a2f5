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
import { leafReaderOf } from './leaf';

type Data = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** A place in the response where the data does not match the API schema: null for a non-null type, or a wrong type. */
export interface Mismatch {
  readonly path: Path;
  /** The field, as `Type.field`. */
  readonly field: string;
}

interface Shaping {
  /** Path of the current value while mismatches are located; null in the first pass, which only finds out if there are any. */
  readonly path: (string | number)[] | null;
  readonly mismatches: Mismatch[];
  /** How many values may still be read. */
  remaining: number;
  /** Values of `__schema` and `__type` by the client's response key. */
  readonly introspected: Data;
}

/** Stands for a null that the enclosing value cannot contain, so that it becomes null itself. */
const NULL_UPWARDS = Symbol('null upwards');

type Complete = (value: unknown, shaping: Shaping) => unknown;

interface FieldShape {
  readonly key: string;
  readonly from: string;
  /** Whether every object inherits a property of the name `from`, so that only an own one may be read. */
  readonly isInherited: boolean;
  readonly complete: Complete;
}

/** A response has more values than it may have. Entities are fetched once, however many places they have in it. */
export class TooManyValues extends Error {}

/**
 * Returns the client's data, null if a root field that is null may not be, and the mismatches. Throws {@link TooManyValues}
 * before it has read more than about `maxValues` values.
 */
export type Shape = (
  data: Data,
  introspected: Data,
  maxValues: number,
) => { readonly data: Data | null; readonly mismatches: readonly Mismatch[] };

const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (data: Data, key: string): unknown => (Object.hasOwn(data, key) ? data[key] : undefined);

const fieldShapeOf = (key: string, from: string, complete: Complete): FieldShape => ({
  key,
  from,
  isInherited: from in Object.prototype,
  complete,
});

/** The only name that an assignment does not make a property of. A client may give it to a field. */
const PROTOTYPE = '__proto__';

const setOwn = (result: Record<string, unknown>, key: string, value: unknown): void => {
  if (key !== PROTOTYPE) result[key] = value;
  else Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Reads the fields of an object from the planned data; {@link NULL_UPWARDS} if one of them is. */
const readFields = (fields: readonly FieldShape[], data: Data, shaping: Shaping): Data | typeof NULL_UPWARDS => {
  const result: Record<string, unknown> = {};
  const { path } = shaping;
  shaping.remaining -= fields.length + 1;
  if (shaping.remaining < 0) throw new TooManyValues('The response has too many values.');
  for (const { key, from, isInherited, complete } of fields) {
    path?.push(key);
    const value = complete(isInherited ? own(data, from) : data[from], shaping);
    path?.pop();
    if (value === NULL_UPWARDS) return NULL_UPWARDS;
    setOwn(result, key, value);
  }
  return result;
};

const mismatch = (shaping: Shaping, field: string): null => {
  shaping.mismatches.push({ path: [...(shaping.path ?? [])], field });
  return null;
};

const listOf =
  (complete: Complete, field: string): Complete =>
  (value, shaping) => {
    if (!Array.isArray(value)) return mismatch(shaping, field);
    const { path } = shaping;
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      path?.push(index);
      const item = complete(value[index], shaping);
      path?.pop();
      if (item === NULL_UPWARDS) return null;
      items.push(item);
    }
    return items;
  };

const leafOf = (read: (value: unknown) => unknown, field: string): Complete => {
  return (value, shaping) => {
    const result = read(value);
    return result === undefined ? mismatch(shaping, field) : result;
  };
};

/** Compiles selections of the client's document into functions that read the planned data. */
const createCompiler = (context: SelectionContext, keys: ResponseKeys) => {
  const { schema } = context;

  const nullable = (type: GraphQLOutputType, field: string, sets: readonly SelectionSetNode[]): Complete => {
    if (isListType(type)) return listOf(compile(type.ofType, field, sets), field);
    if (isLeafType(type)) return leafOf(leafReaderOf(type), field);
    if (!isCompositeType(type)) throw new Error(`${field} has an unknown type.`);
    return objectOf(type, field, sets);
  };

  const compile = (type: GraphQLOutputType, field: string, sets: readonly SelectionSetNode[]): Complete => {
    const complete = nullable(getNullableType(type), field, sets);
    if (!isNonNullType(type))
      return (value, shaping) => (value === null || value === undefined ? null : complete(value, shaping));
    return (value, shaping) => {
      if (value === null || value === undefined) {
        mismatch(shaping, field);
        return NULL_UPWARDS;
      }
      const reported = shaping.mismatches.length;
      const result = complete(value, shaping);
      if (result !== null) return result;
      // What made it null was reported, unless it is an object of a hidden type.
      if (shaping.mismatches.length === reported) mismatch(shaping, field);
      return NULL_UPWARDS;
    };
  };

  const fieldShapes = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): FieldShape[] =>
    [...collectFields(context, type, sets)].flatMap(([key, nodes]) => fieldShape(type, key, nodes) ?? []);

  const fieldShape = (parent: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): FieldShape | null => {
    const [node] = nodes;
    if (!node) return null;
    const name = node.name.value;
    if (name === '__typename') {
      // Without a name in the data, the static type is an object type: the planners ask for the name elsewhere.
      return fieldShapeOf(key, name, isObjectType(parent) ? () => parent.name : (value) => value ?? parent.name);
    }
    if (name === '__schema' || name === '__type') {
      return fieldShapeOf(key, name, (_, { introspected }) => introspected[key]);
    }
    const field = 'getFields' in parent ? parent.getFields()[name] : undefined;
    if (!field) return null;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return fieldShapeOf(key, keys.plannedKey(node), compile(field.type, `${parent.name}.${name}`, sets));
  };

  const objectOf = (type: GraphQLCompositeType, field: string, sets: readonly SelectionSetNode[]): Complete => {
    const shapes = new Map<string, readonly FieldShape[]>();
    const shapesOf = (runtimeType: GraphQLCompositeType): readonly FieldShape[] => {
      const known = shapes.get(runtimeType.name) ?? fieldShapes(runtimeType, sets);
      shapes.set(runtimeType.name, known);
      return known;
    };
    return (value, shaping) => {
      if (!isRecord(value)) return mismatch(shaping, field);
      const runtimeType = runtimeTypeOf(schema, type, value['__typename']);
      if (!runtimeType) return null;
      const result = readFields(shapesOf(runtimeType), value, shaping);
      return result === NULL_UPWARDS ? null : result;
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

/** Compiles how the response to an operation is read from the data that its plan collects. */
export const compileShape = (
  context: SelectionContext,
  operation: OperationDefinitionNode,
  root: GraphQLObjectType,
  keys: ResponseKeys,
): Shape => {
  const fields = createCompiler(context, keys).fieldShapes(root, [operation.selectionSet]);
  const read = (data: Data, introspected: Data, remaining: number, path: Shaping['path']): ReturnType<Shape> => {
    const shaping: Shaping = { path, mismatches: [], remaining, introspected };
    const result = readFields(fields, data, shaping);
    return { data: result === NULL_UPWARDS ? null : result, mismatches: shaping.mismatches };
  };
  return (data, introspected, maxValues) => {
    const shaped = read(data, introspected, maxValues, null);
    return shaped.mismatches.length === 0 ? shaped : read(data, introspected, maxValues, []);
  };
};
