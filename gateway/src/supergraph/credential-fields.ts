import { type ConstDirectiveNode, Kind, parse } from 'graphql';

const TAG = 'tag';
const CREDENTIAL = 'credential';

/** Whether a directive is `@tag(name: <tag>)`. */
export const hasTag =
  (tag: string) =>
  ({ name, arguments: given }: ConstDirectiveNode): boolean =>
    name.value === TAG && given?.[0]?.value.kind === Kind.STRING && given[0].value.value === tag;

/**
 * Names of the mutations that a subgraph marks with `@tag(name: "credential")`: they take or issue a password or a token.
 * `supergraph` is SDL.
 */
export const readCredentialFields = (supergraph: string): ReadonlySet<string> => {
  const fields = parse(supergraph, { noLocation: true })
    .definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ name }) => name.value === 'Mutation')
    .flatMap(({ fields: declared = [] }) => declared);
  return new Set(fields.filter(({ directives }) => directives?.some(hasTag(CREDENTIAL))).map(({ name }) => name.value));
};
