import { type GraphQLError, locatedError } from 'graphql';
import { type Container, createResultObject, isInNull, type Key, pathTo, type Place } from './place';
import type { FieldPlan } from './selections';
import type { TypePlan } from './type-plan';

/** Where a value is in a result. */
export interface Target {
  readonly field: FieldPlan;
  readonly type: TypePlan;
  /** The place of the object or list that has the value; undefined for the object of the operation. */
  readonly outer: Place | undefined;
  readonly key: Key;
}

/** Stands for a value that is null where the type allows none: what has the value becomes null. */
export const REFUSED = Symbol('refused');

/** Stands for a value that is not known yet. Its key is set at once, so that fields keep their order. */
const PENDING = undefined;

/** What an execution has found so far. Values that are promises are set when they are known, without a promise for what has them. */
export class Result {
  readonly errors: GraphQLError[] = [];
  readonly data = createResultObject();
  /** Whether a field of the operation itself is null and may not be. */
  isNull = false;
  /** Values that wait for a promise. */
  private waiting = 0;
  private onSettled: (() => void) | null = null;

  /** Resolves when no value waits for a promise any more. */
  async settled(): Promise<void> {
    if (this.waiting > 0) await new Promise<void>((resolve) => (this.onSettled = resolve));
  }

  /** Reports an error of a value, which becomes null or REFUSED. */
  fail(error: unknown, { field, type, outer, key }: Target): null | typeof REFUSED {
    this.errors.push(locatedError(error, [...field.nodes], pathTo(outer, key)));
    return type.isNullable ? null : REFUSED;
  }

  /** Sets a value once `promise` is fulfilled, to what `complete` makes of it. */
  later<Found>(promise: PromiseLike<Found>, target: Target, complete: (found: Found) => unknown): undefined {
    this.waiting += 1;
    // One that calls back at once would do so before its key is set.
    Promise.resolve(promise).then(
      (found) => this.end(target, () => complete(found)),
      (error: unknown) => this.end(target, () => this.fail(error, target)),
    );
    return PENDING;
  }

  private end(target: Target, valueOf: () => unknown): void {
    if (!this.isNull && !isInNull(target.outer)) this.set(target, this.valueOrError(target, valueOf));
    this.waiting -= 1;
    if (this.waiting === 0) this.onSettled?.();
  }

  private valueOrError(target: Target, valueOf: () => unknown): unknown {
    try {
      return valueOf();
    } catch (error) {
      return this.fail(error, target);
    }
  }

  private set({ type, outer, key }: Target, value: unknown): void {
    if (value !== REFUSED) this.containerAt(outer)[key] = value;
    else if (type.isNullable) this.containerAt(outer)[key] = null;
    else this.nullify(outer);
  }

  private containerAt(place: Place | undefined): Container {
    return place?.container ?? this.data;
  }

  /** Makes null what is at `place`, or the nearest around it that may be null. */
  private nullify(place: Place | undefined): void {
    for (let outer = place; outer; outer = outer.prev) {
      outer.isNull = true;
      if (!outer.isNullable) continue;
      this.containerAt(outer.prev)[outer.key] = null;
      return;
    }
    this.isNull = true;
  }
}
