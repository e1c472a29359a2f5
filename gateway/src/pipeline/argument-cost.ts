import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';

/** Items of lists and fields of objects in the arguments of a field that cost as much as one object. */
const VALUES_PER_OBJECT = 10;

const countSent = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const members = Object.values(value);
  return members.reduce((sum: number, member) => sum + countSent(member), members.length);
};

/**
 * Returns a function that gives the cost of the arguments of a field: 1 for each 10 items and fields that they contain, at
 * all levels. A service makes objects from them again for each parent of the field, so that a page of parents multiplies them.
 */
export const createArgumentCost = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
) => {
  const ofVariables = new Map<string, number>();
  const countVariable = (name: string): number => {
    const known = ofVariables.get(name);
    if (known !== undefined) return known;
    const defined = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
    const sent = variables[name];
    const count = sent === undefined && defined ? countLiteral(defined) : countSent(sent);
    ofVariables.set(name, count);
    return count;
  };
  const countLiteral = (value: ValueNode): number => {
    if (value.kind === Kind.VARIABLE) return countVariable(value.name.value);
    if (value.kind === Kind.LIST) {
      return value.values.reduce((sum, item) => sum + countLiteral(item), value.values.length);
    }
    if (value.kind !== Kind.OBJECT) return 0;
    return value.fields.reduce((sum, field) => sum + countLiteral(field.value), value.fields.length);
  };
  return ({ arguments: given = [] }: FieldNode): number =>
    Math.floor(given.reduce((sum, { value }) => sum + countLiteral(value), 0) / VALUES_PER_OBJECT);
};
