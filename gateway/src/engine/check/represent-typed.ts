import { Kind, type SelectionSetNode } from 'graphql';
import type { EntitiesPart, Need } from '../plan';
import type { IsSubtype } from '../subtypes';
import { sourceOf, type TypedObject } from './typed-object';

type FieldNeed = Extract<Need, { readonly kind: 'field' }>;

/** The needs that apply to an object; null if one of them is absent. In step with `run/representation.ts`. */
const needsOf = (object: TypedObject, needs: readonly Need[], isSubtype: IsSubtype): FieldNeed[] | null => {
  const applied: FieldNeed[] = [];
  for (const need of needs) {
    if (need.kind === 'type') {
      if (object.name !== null && !isSubtype(object.name, need.type)) continue;
      applied.push(...(needsOf(object, need.needs, isSubtype) ?? []));
      continue;
    }
    if (need.from === '__typename') {
      if (object.name === null) return null;
    } else {
      const value = object.fields.get(need.from);
      const inner = need.needs ?? [];
      if (!value || ![...value.objects.values()].every((one) => needsOf(one, inner, isSubtype))) return null;
    }
    applied.push(need);
  }
  return applied;
};

/** Whether the representation of an entity contains a set of fields, each with the arguments of the set. */
export type Covers = (set: SelectionSetNode) => boolean;

/** What the representation of an object contains; null if it has none, so that its entity is not asked for. */
export const representTyped = (
  object: TypedObject,
  { needs, inputRenames }: EntitiesPart,
  isSubtype: IsSubtype,
): Covers | null => {
  const renames = new Map(
    inputRenames.map(({ at, to }) => [at.flatMap((step) => ('key' in step ? step.key : [])).join('.'), to]),
  );
  const covers = (
    { selections }: SelectionSetNode,
    own: TypedObject,
    applied: readonly FieldNeed[],
    path: readonly string[],
  ): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? own.type;
        return !isSubtype(own.type, condition) || covers(selection.selectionSet, own, applied, path);
      }
      const name = selection.name.value;
      if (name === '__typename') return true;
      const need = applied.find((one) => (renames.get([...path, one.name].join('.')) ?? one.name) === name);
      const value = need && own.fields.get(need.from);
      if (!value || value.sources.size > 1 || !value.sources.has(sourceOf(selection))) return false;
      const set = selection.selectionSet;
      return (
        !set ||
        [...value.objects.values()].every((inner) =>
          covers(set, inner, needsOf(inner, need.needs ?? [], isSubtype) ?? [], [...path, need.name]),
        )
      );
    });
  const applied = needsOf(object, needs, isSubtype);
  if (!applied?.some(({ name }) => name === '__typename')) return null;
  return (set) => covers(set, object, applied, []);
};
