import type { ContentContext } from '@wizness/content';
import type { Identity } from '@wizness/kernel';
import type { OpenSubgraph } from '@wizness/kernel/testing';

interface Refusal {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** The payload of a mutation: what was written, and why nothing was. */
export interface Payload {
  readonly userErrors: readonly Refusal[];
  readonly [name: string]: unknown;
}

/** Runs a mutation with one input, and returns its payload. Throws its first top-level error. */
export const mutate = async (
  open: OpenSubgraph<ContentContext>,
  field: string,
  input: Record<string, unknown>,
  identity: Identity,
  selection = '',
): Promise<Payload> => {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const operation = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code field message } } }`;
  const { data, errors } = await open.query(operation, { input }, identity);
  if (errors?.[0]) throw errors[0];
  return data?.[field] as Payload;
};

/** As {@link mutate}, where the mutation must succeed. Returns the post in the payload. */
export const writePost = async (
  open: OpenSubgraph<ContentContext>,
  field: string,
  input: Record<string, unknown>,
  identity: Identity,
  selection = '',
): Promise<Record<string, unknown> & { id: string; slug: string; revision: number; status: string }> => {
  const { post, userErrors } = await mutate(
    open,
    field,
    input,
    identity,
    `post { id slug revision status publishedAt scheduledFor ${selection} }`,
  );
  if (userErrors[0]) throw new Error(`${field} was refused: ${JSON.stringify(userErrors)}`);
  return post as never;
};

/** A valid input of `createPost`, with defaults for everything that a test does not set. */
export const newPost = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  kind: 'NEWS',
  title: 'A title',
  body: 'Some *words*.',
  lang: 'en',
  ...more,
});
