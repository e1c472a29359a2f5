import { type FieldNode, Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import { type Fragments, fragmentsOf } from '../operation/fragments';
import { type EntitiesPart, type Fetch, type Rename, UnsupportedPlan } from '../plan';
import type { IsSubtype } from '../subtypes';
import { type Covers, representTyped } from './represent-typed';
import type { SubgraphType, SubgraphTypes } from './subgraph-types';
import { keyOf, mergeTyped, objectsAt, sourceOf, type TypedObject, typedObject } from './typed-object';

/** What a plan is followed with. */
export interface Following {
  readonly types: SubgraphTypes;
  readonly isSubtype: IsSubtype;
  /** Called for each object that is filled. */
  count(): void;
}

/** What holds where a selection is: `@provides` of the fields around it, and the representation of its entity. */
interface Scope {
  readonly provided: readonly SelectionSetNode[];
  readonly represented: Covers | null;
}

/** The selections of a field in sets of `@provides`; null if no set contains it. */
const providedOf = (name: string, type: string, sets: readonly SelectionSetNode[], isSubtype: IsSubtype) => {
  let isFound = false;
  const inner: SelectionSetNode[] = [];
  const go = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (isSubtype(type, selection.typeCondition?.name.value ?? type)) go(selection.selectionSet);
      } else if (selection.name.value === name && selection.kind === Kind.FIELD) {
        isFound = true;
        if (selection.selectionSet) inner.push(selection.selectionSet);
      }
    }
  };
  for (const set of sets) go(set);
  return isFound ? inner : null;
};

const applyRenames = (object: TypedObject, { at, to }: Rename, isSubtype: IsSubtype): void => {
  const last = at.at(-1);
  if (!last || !('key' in last)) return;
  const path = at.slice(0, -1).map((step) => ('key' in step ? { field: step.key } : step));
  for (const { fields } of objectsAt(object, path, isSubtype)) {
    const value = fields.get(last.key);
    if (!value) continue;
    fields.delete(last.key);
    fields.set(to, value);
  }
};

/**
 * Reads the objects of a response as one fetch reads the data, and returns what fills them with its response. Throws {@link UnsupportedPlan} if its subgraph cannot be asked for
 * a field there, or if a representation lacks what the subgraph needs.
 */
export const followFetch = (
  root: TypedObject,
  fetch: Fetch,
  { types, isSubtype, count }: Following,
): readonly (() => void)[] => {
  const fragments: Fragments = fragmentsOf(fetch.document);
  const { service } = fetch;
  const refuse = (what: string): never => {
    throw new UnsupportedPlan(`A plan asks ${service} for ${what}.`);
  };
  const typeOf = (type: string): SubgraphType => types.typeOf(service, type) ?? refuse(`the type ${type}`);

  const isAvailable = ({ selections }: SelectionSetNode, type: string, { provided }: Scope): boolean =>
    selections.every(
      (selection) =>
        selection.kind === Kind.FIELD &&
        (typeOf(type).fields.get(selection.name.value)?.isExternal === false ||
          providedOf(selection.name.value, type, provided, isSubtype) !== null),
    );

  const selectField = (field: FieldNode, type: string, object: TypedObject, scope: Scope): void => {
    const name = field.name.value;
    if (name === '__typename') {
      const known = types.typeOf(service, object.type) ? object.type : type;
      if (object.name !== object.type) object.name = known;
      return;
    }
    const own = typeOf(type).fields.get(name) ?? refuse(`${type}.${name}, which it does not have`);
    const inherited = providedOf(name, object.type, scope.provided, isSubtype);
    if (own.isExternal && !inherited) refuse(`${type}.${name}, which it does not provide there`);
    const { requires } = own;
    if (requires && !scope.represented?.(requires) && !isAvailable(requires, type, scope)) {
      refuse(`${type}.${name} without what that requires`);
    }
    const filled = typedObject(object.type);
    const objects = new Map<string, TypedObject>();
    if (field.selectionSet) {
      const provided = [...(inherited ?? []), ...(own.provides ? [own.provides] : [])];
      for (const innerType of typeOf(own.type).objects) {
        count();
        const inner = typedObject(innerType);
        select(field.selectionSet.selections, own.type, inner, { provided, represented: null });
        objects.set(innerType, inner);
      }
    }
    filled.fields.set(keyOf(field), { sources: new Set([sourceOf(field)]), objects });
    mergeTyped(object, filled);
  };

  const select = (selections: readonly SelectionNode[], type: string, object: TypedObject, scope: Scope): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        selectField(selection, type, object, scope);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value ?? type;
      if (typeOf(condition).objects.has(object.type))
        select(fragment.selectionSet.selections, condition, object, scope);
    }
  };

  /** What the operation selects under a response key of the root; under null, all but entities. */
  const rootSelections = (part: EntitiesPart | null): readonly SelectionNode[] =>
    fetch.document.definitions.flatMap((definition) => {
      if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
      return definition.selectionSet.selections.flatMap((selection): readonly SelectionNode[] => {
        const isEntities = selection.kind === Kind.FIELD && selection.name.value === '_entities';
        if (!part) return isEntities ? [] : [selection];
        return isEntities && keyOf(selection) === part.key ? (selection.selectionSet?.selections ?? []) : [];
      });
    });

  const selectEntity = (part: EntitiesPart, target: TypedObject, filled: TypedObject): void => {
    const represented = representTyped(target, part, isSubtype);
    if (!represented) return;
    for (const selection of rootSelections(part)) {
      if (selection.kind === Kind.FIELD) continue;
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || condition === undefined) continue;
      const { objects, keys } = typeOf(condition);
      if (!objects.has(target.type)) continue;
      if (!keys.some(represented)) refuse(`${condition} without a key of it`);
      select(fragment.selectionSet.selections, condition, filled, { provided: [], represented });
    }
  };

  return fetch.parts.flatMap((part) => {
    const paths = part.kind === 'root' ? [part.at] : part.paths;
    const targets = new Set(paths.flatMap((path) => objectsAt(root, path, isSubtype)));
    return [...targets].map((target) => {
      count();
      const filled = typedObject(target.type);
      if (part.kind === 'entities') selectEntity(part, target, filled);
      else select(rootSelections(null), target.type, filled, { provided: [], represented: null });
      for (const rename of part.renames) applyRenames(filled, rename, isSubtype);
      return () => mergeTyped(target, filled);
    });
  });
};
