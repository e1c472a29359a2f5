import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { OperationToPlan } from '../planning/planner';
import { isIncluded, type Variables } from './conditions';
import type { Fragments } from './fragments';
import type { ResponseKeys } from './response-keys';

/** Names that the planners give to their own variables. */
const PLANNER_VARIABLE = /^(representations|__.*)$/;
const VARIABLE_PREFIX = 'w_';

/** A rewritten operation. */
export interface RewrittenOperation extends OperationToPlan {
  /** The client's name of a variable of the rewritten operation. */
  clientVariable(name: string): string;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

/** Fields that the gateway answers itself where they are at the root. */
const OWN_ROOT_FIELDS: ReadonlySet<string> = new Set(['__typename', '__schema', '__type']);

/** Fields with this number of selections in one operation are refused by the limits long before. It bounds memory here. */
const MAX_SELECTIONS = 100_000;

export interface OperationToRewrite {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly keys: ResponseKeys;
  /** Coerced. Only those of `@skip` and `@include` are used. */
  readonly variables: Variables;
}

/**
 * Rewrites a valid operation for the planners: response keys of our own, fragments inlined, `@skip` and `@include` resolved,
 * introspection and the root's `__typename` removed, variables renamed where they could meet those of a planner. Operations
 * that differ only in names, layout, fragments or order of arguments become equal. Null if nothing has to be fetched.
 */
export const rewriteOperation = (source: OperationToRewrite): RewrittenOperation | null => {
  const { operation, fragments, keys, variables } = source;
  const used = new Set<string>();
  let selected = 0;

  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const renamed = (name: string): string => {
    if (!PLANNER_VARIABLE.test(name)) return name;
    let free = `${VARIABLE_PREFIX}${name}`;
    while (taken.has(free)) free = `${VARIABLE_PREFIX}${free}`;
    return free;
  };

  const rewriteArguments = (given: readonly ArgumentNode[] = []): ArgumentNode[] =>
    given
      .toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1))
      .map((argument) =>
        visit(argument, {
          Variable: (node) => {
            used.add(node.name.value);
            return { kind: Kind.VARIABLE, name: nameNode(renamed(node.name.value)) };
          },
        }),
      );

  const rewriteField = (field: FieldNode): FieldNode => {
    const key = keys.plannedKey(field);
    const inner = field.selectionSet && rewriteSelections(field.selectionSet, false);
    return {
      kind: Kind.FIELD,
      ...(key !== field.name.value && { alias: nameNode(key) }),
      name: nameNode(field.name.value),
      arguments: rewriteArguments(field.arguments),
      // An object of which every field is skipped is still an object.
      ...(inner && { selectionSet: { kind: Kind.SELECTION_SET, selections: inner.length > 0 ? inner : [TYPENAME] } }),
    };
  };

  const rewriteSelection = (selection: SelectionNode, isRoot: boolean): SelectionNode[] => {
    selected += 1;
    if (selected > MAX_SELECTIONS) throw new Error(`The operation has more than ${MAX_SELECTIONS} selections.`);
    if (!isIncluded(selection, variables)) return [];
    if (selection.kind === Kind.FIELD) {
      return isRoot && OWN_ROOT_FIELDS.has(selection.name.value) ? [] : [rewriteField(selection)];
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const selections = rewriteSelections(fragment.selectionSet, isRoot);
    if (selections.length === 0 || !fragment.typeCondition) return selections;
    const typeCondition = { kind: Kind.NAMED_TYPE, name: nameNode(fragment.typeCondition.name.value) } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
  };

  const rewriteSelections = ({ selections }: SelectionSetNode, isRoot: boolean): SelectionNode[] =>
    selections.flatMap((selection) => rewriteSelection(selection, isRoot));

  const selections = rewriteSelections(operation.selectionSet, true);
  if (selections.length === 0) return null;
  const clientNames = new Map<string, string>();
  const variableDefinitions = (operation.variableDefinitions ?? []).flatMap(
    ({ kind, variable, type, defaultValue }) => {
      const { value } = variable.name;
      if (!used.has(value)) return [];
      clientNames.set(renamed(value), value);
      return [{ kind, variable: { kind: Kind.VARIABLE, name: nameNode(renamed(value)) } as const, type, defaultValue }];
    },
  );
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: operation.operation,
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  };
  return { document, text: print(document), clientVariable: (name) => clientNames.get(name) ?? name };
};
