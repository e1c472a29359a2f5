import { type Identity, Role } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph } from '@wizness/kernel/testing';
import type { PartnershipsContext } from '@wizness/partnerships';

export const ANALYST = memberIdentity('member_analyst', { roles: [Role.ANALYST] });

/** What a mutation answers. */
export type Payload = Readonly<Record<string, unknown>> & {
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
};

/** Calls a mutation, selecting `selection` besides its user errors. Throws the first error of the answer. */
export const callMutation = async (
  open: OpenSubgraph<PartnershipsContext>,
  mutation: string,
  input: object,
  { selection = '', identity = ANALYST }: { readonly selection?: string; readonly identity?: Identity } = {},
): Promise<Payload> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code field } } }`;
  const { data, errors } = await open.query(source, { input }, identity);
  if (errors) throw errors[0];
  return data?.[mutation] as Payload;
};
