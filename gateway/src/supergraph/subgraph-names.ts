import { type DocumentNode, Kind } from 'graphql';

/** Names of the subgraphs of a supergraph: the `name` of each `@join__graph`. */
export const subgraphNamesIn = ({ definitions }: DocumentNode): readonly string[] =>
  definitions.flatMap((definition) => {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') return [];
    return (definition.values ?? []).flatMap(({ directives = [] }) =>
      directives.flatMap(({ arguments: given = [] }) => {
        const value = given.find(({ name }) => name.value === 'name')?.value;
        return value?.kind === Kind.STRING ? value.value : [];
      }),
    );
  });
