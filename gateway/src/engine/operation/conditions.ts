import { type DirectiveNode, Kind, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import type { Fragments } from './fragments';

/** The coerced values of the client's variables. */
export type Variables = Readonly<Record<string, unknown>>;

const isTrue = ({ arguments: given = [] }: DirectiveNode, variables: Variables): boolean => {
  const condition = given.find(({ name }) => name.value === 'if')?.value;
  if (condition?.kind === Kind.VARIABLE) return variables[condition.name.value] === true;
  return condition?.kind === Kind.BOOLEAN && condition.value;
};

/** Whether `@skip` and `@include` leave a selection in the operation (GraphQL §3.13). */
export const isIncluded = ({ directives = [] }: SelectionNode, variables: Variables): boolean =>
  directives.every((directive) => {
    if (directive.name.value === 'skip') return !isTrue(directive, variables);
    return directive.name.value !== 'include' || isTrue(directive, variables);
  });

/** Names of the variables on which `@skip` and `@include` of an operation depend. */
export const conditionVariables = (operation: OperationDefinitionNode, fragments: Fragments): readonly string[] => {
  const names = new Set<string>();
  const visited = new Set<string>();
  const collect = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      for (const { name, arguments: given = [] } of selection.directives ?? []) {
        const value = given[0]?.value;
        const isCondition = name.value === 'skip' || name.value === 'include';
        if (isCondition && value?.kind === Kind.VARIABLE) names.add(value.name.value);
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD) collect(selection.selectionSet?.selections ?? []);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        collect(fragments.get(selection.name.value)?.selectionSet.selections ?? []);
      }
    }
  };
  collect(operation.selectionSet.selections);
  return [...names];
};
