import { type ConstDirectiveNode, Kind, parse } from 'graphql';

const TAG = 'tag';
const CREDENTIAL = 'credential';

const isCredentialTag = ({ name, arguments: given }: ConstDirectiveNode): boolean =>
  name.value === TAG && given?.[0]?.value.kind === Kind.STRING && given[0].value.value === CREDENTIAL;

/**
 * Names of the mutations that a subgraph marks with `@tag(name: "credential")`: they take or issue a password or a token.
 * `supergraph` is SDL.
 */
export const readCredentialFields = (supergraph: string): ReadonlySet<string> => {
  const fields = parse(supergraph, { noLocation: true })
    .definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ name }) => name.value === 'Mutation')
    .flatMap(({ fields: declared = [] }) => declared);
  return new Set(fields.filter(({ directives }) => directives?.some(isCredentialTag)).map(({ name }) => name.value));
};
