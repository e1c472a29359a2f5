import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { OperationToPlan } from '../planning/planner';
import { ownValue } from '../run/data';
import { isIncluded, type Variables } from './conditions';
import type { Fragments } from './fragments';
import type { ResponseKeys } from './response-keys';

/** Names that the planners give to their own variables. */
const PLANNER_VARIABLE = /^(representations|__.*)$/;
const VARIABLE_PREFIX = 'w_';

/** A rewritten operation. */
export interface RewrittenOperation extends OperationToPlan {
  /** The value of one of its variables; undefined if there is none. `sent` are the client's variables as it sent them. */
  variableValue(name: string, sent: Variables): unknown;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: nameNode('__typename') };

/** Fields that the gateway answers itself where they are at the root. */
const OWN_ROOT_FIELDS: ReadonlySet<string> = new Set(['__typename', '__schema', '__type']);

/** Fields with this number of selections in one operation are refused by the limits long before. It bounds memory here. */
const MAX_SELECTIONS = 100_000;

/** The definition of a variable for a number, which arguments of the types Int and Int! accept. */
const numberVariable = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: nameNode(name) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: nameNode('Int') } },
});

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
 * introspection and the root's `__typename` removed, numbers of arguments as variables, and variables renamed where they could meet
 * those of a planner. Operations that differ only in names, layout, fragments, order of arguments or sizes of pages become equal.
 * Null if nothing has to be fetched.
 */
export const rewriteOperation = (source: OperationToRewrite): RewrittenOperation | null => {
  const { schema, operation, fragments, keys, variables } = source;
  const used = new Set<string>();
  let selected = 0;

  const taken = new Set(operation.variableDefinitions?.map(({ variable }) => variable.name.value));
  const freeName = (name: string): string => {
    let free = `${VARIABLE_PREFIX}${name}`;
    while (taken.has(free)) free = `${VARIABLE_PREFIX}${free}`;
    return free;
  };
  const renamed = (name: string): string => (PLANNER_VARIABLE.test(name) ? freeName(name) : name);

  const numbers = new Map<string, number>();
  /** An argument whose number is a variable. Fields with the same key have the same arguments. */
  const withVariable = ({ kind, name }: ArgumentNode, key: string, number: number): ArgumentNode => {
    const variable = freeName(`${key}_${name.value}`);
    numbers.set(variable, number);
    return { kind, name, value: { kind: Kind.VARIABLE, name: nameNode(variable) } };
  };

  const rewriteArguments = (
    given: readonly ArgumentNode[] = [],
    key: string,
    definition: GraphQLField<unknown, unknown> | undefined,
  ): ArgumentNode[] =>
    given
      .toSorted((one, other) => (one.name.value < other.name.value ? -1 : 1))
      .map((argument) => {
        const type = String(definition?.args.find(({ name }) => name === argument.name.value)?.type);
        const { value } = argument;
        if (value.kind === Kind.INT && (type === 'Int' || type === 'Int!')) {
          return withVariable(argument, key, Number(value.value));
        }
        return visit(argument, {
          Variable: (node) => {
            used.add(node.name.value);
            return { kind: Kind.VARIABLE, name: nameNode(renamed(node.name.value)) };
          },
        });
      });

  const rewriteField = (field: FieldNode, parent: GraphQLNamedType | undefined): FieldNode => {
    const key = keys.plannedKey(field);
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    const type = definition && getNamedType(definition.type);
    const inner = field.selectionSet && rewriteSelections(field.selectionSet, type, false);
    return {
      kind: Kind.FIELD,
      ...(key !== field.name.value && { alias: nameNode(key) }),
      name: nameNode(field.name.value),
      arguments: rewriteArguments(field.arguments, key, definition),
      // An object of which every field is skipped is still an object.
      ...(inner && { selectionSet: { kind: Kind.SELECTION_SET, selections: inner.length > 0 ? inner : [TYPENAME] } }),
    };
  };

  const rewriteSelection = (
    selection: SelectionNode,
    parent: GraphQLNamedType | undefined,
    isRoot: boolean,
  ): SelectionNode[] => {
    selected += 1;
    if (selected > MAX_SELECTIONS) throw new Error(`The operation has more than ${MAX_SELECTIONS} selections.`);
    if (!isIncluded(selection, variables)) return [];
    if (selection.kind === Kind.FIELD) {
      return isRoot && OWN_ROOT_FIELDS.has(selection.name.value) ? [] : [rewriteField(selection, parent)];
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    if (!fragment) return [];
    const type = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : parent;
    const selections = rewriteSelections(fragment.selectionSet, type, isRoot);
    if (selections.length === 0 || !fragment.typeCondition) return selections;
    const typeCondition = { kind: Kind.NAMED_TYPE, name: nameNode(fragment.typeCondition.name.value) } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: { kind: Kind.SELECTION_SET, selections } }];
  };

  const rewriteSelections = (
    { selections }: SelectionSetNode,
    parent: GraphQLNamedType | undefined,
    isRoot: boolean,
  ): SelectionNode[] => selections.flatMap((selection) => rewriteSelection(selection, parent, isRoot));

  const root = schema.getRootType(operation.operation) ?? undefined;
  const selections = rewriteSelections(operation.selectionSet, root, true);
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
        variableDefinitions: [...variableDefinitions, ...[...numbers.keys()].map(numberVariable)],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ],
  };
  return {
    document,
    text: print(document),
    variableValue: (name, sent) => numbers.get(name) ?? ownValue(sent, clientNames.get(name) ?? name),
  };
};
