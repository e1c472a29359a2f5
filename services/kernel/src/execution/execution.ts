import {
  defaultFieldResolver,
  defaultTypeResolver,
  getArgumentValues,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  isObjectType,
} from 'graphql';
import { type Container, createResultObject, fieldOf, type Key, Place } from './place';
import { type OperationInfo, ResolveInfo } from './resolve-info';
import { REFUSED, Result, type Target } from './result';
import type { FieldPlan, Selections } from './selections';
import type { TypePlan } from './type-plan';

type Values = Readonly<Record<string, unknown>>;

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { readonly then?: unknown }).then === 'function';

const isPlainObject = (value: unknown): value is object => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** Arguments without variables are used again for other requests, so that no resolver may change them. */
const frozen = (value: unknown): void => {
  if (Array.isArray(value) || isPlainObject(value)) Object.values(Object.freeze(value)).forEach(frozen);
};

/** The field as it is named in messages. */
const nameOf = ({ parentType, definition }: FieldPlan): string => `${parentType.name}.${definition.name}`;

/** One execution of an operation (GraphQL specification of October 2021, section 6). */
export class Execution implements OperationInfo {
  readonly result = new Result();
  /** Arguments that contain variables. */
  private readonly args = new Map<FieldPlan, Values>();

  /** @param variables coerced. */
  constructor(
    readonly selections: Selections,
    readonly variables: { [variable: string]: unknown },
    private readonly context: unknown,
  ) {}

  /** Runs the fields of the operation, those of a mutation one after the other. */
  async run(type: GraphQLObjectType): Promise<void> {
    const { result, selections } = this;
    for (const field of selections.rootFields(type)) {
      const value = this.resolve(field, undefined, undefined);
      if (value === REFUSED) result.isNull = true;
      else result.data[field.responseName] = value;
      if (selections.operation.operation === 'mutation') await result.settled();
      if (result.isNull) break;
    }
    await result.settled();
  }

  /** Resolves a field of `source`, which is at `outer`. */
  private resolve(field: FieldPlan, source: unknown, outer: Place | undefined): unknown {
    const { responseName: key, type, definition, parentType } = field;
    try {
      const { resolve = defaultFieldResolver } = definition;
      if (resolve === defaultFieldResolver) {
        const property = (source as Values | null | undefined)?.[definition.name];
        if (typeof property !== 'function') return this.complete(property, field, type, outer, key);
      }
      const own = new Place(outer, key, parentType.name, type.isNullable);
      const value: unknown = resolve(source, this.argsOf(field), this.context, new ResolveInfo(this, field, own));
      return this.complete(value, field, type, outer, key, own);
    } catch (error) {
      return this.result.fail(error, { field, type, outer, key });
    }
  }

  /** Throws if they are not valid. */
  private argsOf(field: FieldPlan): Values {
    const known = field.args ?? this.args.get(field);
    if (known) return known;
    const [node] = field.nodes;
    const args = node ? getArgumentValues(field.definition, node, this.variables) : {};
    if (field.hasVariables) this.args.set(field, args);
    else {
      frozen(args);
      field.args = args;
    }
    return args;
  }

  /**
   * The value as it is in the result, at once or once its promise is fulfilled. Throws its error. The parameters are those of a
   * {@link Target}, because an object for each value would take too long; `own` is its place, if there is one already.
   */
  private complete(
    value: unknown,
    field: FieldPlan,
    type: TypePlan,
    outer: Place | undefined,
    key: Key,
    own?: Place,
  ): unknown {
    if (isPromise(value)) {
      const target = { field, type, outer, key };
      return this.result.later(value, target, (found) => this.complete(found, field, type, outer, key, own));
    }
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (type.isNullable) return null;
      throw new Error(`${nameOf(field)} is null, which its type does not allow.`);
    }
    if (type.kind === 'leaf') {
      const serialized = type.leaf.serialize(value);
      if (serialized !== null && serialized !== undefined) return serialized;
      throw new Error(`${nameOf(field)} has a value that ${type.leaf.name} serializes to nothing.`);
    }
    const typename = typeof key === 'number' ? undefined : field.parentType.name;
    const place = own ?? new Place(outer, key, typename, type.isNullable);
    const target = { field, type, outer, key };
    let completed: unknown;
    if (type.kind === 'list') completed = this.list(place, value, field, type.item);
    else if (type.kind === 'object') completed = this.checked(place, value, type.object, target);
    else completed = this.resolved(place, value, type.abstract, target);
    return completed === REFUSED && type.isNullable ? null : completed;
  }

  private list(place: Place, value: unknown, field: FieldPlan, type: TypePlan): unknown {
    if (!isIterable(value)) throw new Error(`${nameOf(field)} is no list.`);
    const items: unknown[] = [];
    place.container = items as unknown as Container;
    for (const each of value) {
      if (place.isNull) {
        // Nobody waits for it, and its rejection must not end the process.
        if (isPromise(each)) each.then(undefined, () => undefined);
        continue;
      }
      const item = this.item(each, field, type, place, items.length);
      if (item === REFUSED) place.isNull = true;
      items.push(item);
    }
    return place.isNull ? REFUSED : items;
  }

  private item(value: unknown, field: FieldPlan, type: TypePlan, outer: Place, key: number): unknown {
    try {
      return this.complete(value, field, type, outer, key);
    } catch (error) {
      return this.result.fail(error, { field, type, outer, key });
    }
  }

  /** An object of an abstract type. */
  private resolved(place: Place, value: unknown, abstract: GraphQLAbstractType, target: Target): unknown {
    const { field } = target;
    const resolveType = abstract.resolveType ?? defaultTypeResolver;
    const name = resolveType(value, this.context, new ResolveInfo(this, field, fieldOf(place)), abstract);
    const complete = (found: unknown): unknown =>
      this.checked(place, value, this.runtimeType(found, abstract, field), target);
    return isPromise(name) ? this.result.later(name, target, complete) : complete(name);
  }

  /** The object type of a value. Throws if it is none of the possible ones. */
  private runtimeType(name: unknown, abstract: GraphQLAbstractType, field: FieldPlan): GraphQLObjectType {
    const { schema } = this.selections;
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    if (isObjectType(type) && schema.isSubType(abstract, type)) return type;
    throw new Error(
      `${nameOf(field)} has an object of the type ${String(name)}, which ${abstract.name} does not allow.`,
    );
  }

  /** An object, if it is of its type. */
  private checked(place: Place, source: unknown, type: GraphQLObjectType, target: Target): unknown {
    const { field } = target;
    if (!type.isTypeOf) return this.object(place, source, type, field);
    const complete = (isOfType: boolean): unknown => {
      if (isOfType) return this.object(place, source, type, field);
      throw new Error(`${nameOf(field)} has an object that is no ${type.name}.`);
    };
    const isOfType = type.isTypeOf(source, this.context, new ResolveInfo(this, field, fieldOf(place)));
    return typeof isOfType === 'boolean' ? complete(isOfType) : this.result.later(isOfType, target, complete);
  }

  private object(place: Place, source: unknown, type: GraphQLObjectType, field: FieldPlan): unknown {
    const object = createResultObject();
    place.container = object;
    for (const each of this.selections.fieldsIn(field, type)) {
      const value = this.resolve(each, source, place);
      if (value === REFUSED) {
        place.isNull = true;
        return REFUSED;
      }
      object[each.responseName] = value;
    }
    return object;
  }
}
