import {
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

/** A valid value of each scalar. Of any other one, a text. */
const SCALARS: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1.5,
  Boolean: true,
  ID: 'post_01k0000000000000000000000a',
  DateTime: '2026-01-01T00:00:00Z',
  Date: '2026-01-01',
  Decimal: '1',
  LanguageTag: 'fr',
  // A host that nobody has: what is sent there goes nowhere.
  URL: 'https://host.wizness.example/',
};

/** A value that the type accepts, with only the fields that it requires. */
export const validValue = (type: GraphQLInputType): unknown => {
  if (isNonNullType(type)) return validValue(type.ofType);
  if (isListType(type)) return [validValue(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isScalarType(type)) return SCALARS[type.name] ?? 'Renault';
  const fields = Object.values(type.getFields());
  // A one-of object has exactly one field.
  const required = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, validValue(field.type)]));
};

/** A place in the value of an argument, and a function that puts a value there. */
export interface Leaf {
  /** Such as `input.scopes`. */
  readonly path: string;
  readonly type: GraphQLNamedInputType;
  readonly isList: boolean;
  put(value: unknown): unknown;
}

/** An input object that contains itself, such as `and` in a filter, is entered this often. */
const MAX_DEPTH = 3;

/** Every leaf and every list in a value of `type`. The rest of each value is valid. */
export const leavesOf = (path: string, type: GraphQLInputType, depth = 0): Leaf[] => {
  const named = getNamedType(type);
  if (isNonNullType(type)) return leavesOf(path, type.ofType, depth);
  if (isListType(type)) {
    const inner = leavesOf(path, type.ofType, depth).filter((leaf) => !leaf.isList);
    const items = inner.map((leaf): Leaf => ({ ...leaf, put: (value) => [leaf.put(value)] }));
    return [{ path, type: named, isList: true, put: (value) => value }, ...items];
  }
  if (!isInputObjectType(type)) return [{ path, type: named, isList: false, put: (value) => value }];
  if (depth >= MAX_DEPTH) return [];
  const rest = type.isOneOf ? {} : (validValue(type) as object);
  return Object.values(type.getFields()).flatMap((field) =>
    leavesOf(`${path}.${field.name}`, field.type, depth + 1).map((leaf) => ({
      ...leaf,
      put: (value: unknown) => ({ ...rest, [field.name]: leaf.put(value) }),
    })),
  );
};
