import { type DocumentNode, type GraphQLSchema, isCompositeType } from 'graphql';
import { nullsNotDescribed } from './described-null';
import { fieldsInConflict, listsWithoutArguments, mutationsOfAnotherShape } from './list-rules';
import { foreignAndNonNull, listsWithoutSize } from './subgraph-rules';

/** Every place where the contract breaks one of its rules, in one line each. */
export const brokenRules = (api: GraphQLSchema, subgraphs: ReadonlyMap<string, DocumentNode>): string[] => {
  const isComposite = (name: string): boolean => {
    const type = api.getType(name);
    return type !== undefined && isCompositeType(type);
  };
  return [
    ...nullsNotDescribed(api),
    ...listsWithoutArguments(api),
    ...mutationsOfAnotherShape(api),
    ...fieldsInConflict(api),
    ...[...subgraphs].flatMap(([name, document]) => [
      ...foreignAndNonNull(name, document),
      ...listsWithoutSize(name, document, isComposite),
    ]),
  ];
};
