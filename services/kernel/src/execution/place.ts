/** The key of a value in the result: a response name, or an index. */
export type Key = string | number;

/** A list or an object of the result. Its values are set when they are known. */
export type Container = Record<Key, unknown>;

/** An object that has and inherits no property, so that any response name can be one. V8 makes a dictionary of `Object.create(null)`. */
const ResultObject = function ResultObject() {} as unknown as new () => Container;
ResultObject.prototype = Object.create(null);

export const createResultObject = (): Container => new ResultObject();

/** A place in the result that has an object or a list. It is also the path of its field, as resolvers get it. */
export class Place {
  container: Container | null = null;
  /** Whether it has become null. Fields inside of it that are still resolved change nothing. */
  isNull = false;

  constructor(
    /** The place around it; undefined for the object of the operation itself. */
    readonly prev: Place | undefined,
    readonly key: Key,
    /** The type of the object that has the field; undefined for an item of a list. */
    readonly typename: string | undefined,
    readonly isNullable: boolean,
  ) {}
}

/** The path of a field, without the items of its list that lead to a place. */
export const fieldOf = (place: Place): Place => {
  let field = place;
  while (field.typename === undefined && field.prev) field = field.prev;
  return field;
};

/** Whether a place or one around it has become null. */
export const isInNull = (place: Place | undefined): boolean => {
  for (let outer = place; outer; outer = outer.prev) if (outer.isNull) return true;
  return false;
};

/** The path to a value in a place, from the start. */
export const pathTo = (place: Place | undefined, key: Key): Key[] => {
  const path = [key];
  for (let outer = place; outer; outer = outer.prev) path.push(outer.key);
  return path.toReversed();
};
