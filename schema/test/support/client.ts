import type { GraphError } from './graphs';

const ERRORS = 'userErrors { code field message }';
const TOKENS = 'tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }';

const MUTATIONS = {
  register: `mutation ($input: RegisterInput!) { result: register(input: $input) { accepted ${ERRORS} } }`,
  verifyEmail: `mutation ($input: VerifyEmailInput!) { result: verifyEmail(input: $input) { member { id handle } ${ERRORS} } }`,
  signIn: `mutation ($input: SignInInput!) { result: signIn(input: $input) { viewer { member { handle } email } ${TOKENS} ${ERRORS} } }`,
  refreshSession: `mutation ($input: RefreshSessionInput!) { result: refreshSession(input: $input) { ${TOKENS} ${ERRORS} } }`,
  signOut: `mutation ($input: SignOutInput!) { result: signOut(input: $input) { endedSessions ${ERRORS} } }`,
  requestPasswordReset: `mutation ($input: RequestPasswordResetInput!) { result: requestPasswordReset(input: $input) { accepted ${ERRORS} } }`,
  resetPassword: `mutation ($input: ResetPasswordInput!) { result: resetPassword(input: $input) { done ${ERRORS} } }`,
  changePassword: `mutation ($input: ChangePasswordInput!) { result: changePassword(input: $input) { done ${ERRORS} } }`,
  createApiKey: `mutation ($input: CreateApiKeyInput!) { result: createApiKey(input: $input) { apiKey { id scopes } secret ${ERRORS} } }`,
  revokeApiKey: `mutation ($input: RevokeApiKeyInput!) { result: revokeApiKey(input: $input) { apiKey { id revokedAt } ${ERRORS} } }`,
  follow: `mutation ($input: FollowInput!) { result: follow(input: $input) { target { __typename } ${ERRORS} } }`,
  unfollow: `mutation ($input: FollowInput!) { result: unfollow(input: $input) { target { __typename } ${ERRORS} } }`,
  requestDataExport: `mutation { result: requestDataExport { export { id status url expiresAt } ${ERRORS} } }`,
  eraseAccount: `mutation ($input: EraseAccountInput!) { result: eraseAccount(input: $input) { erasedAt ${ERRORS} } }`,
} as const;

export type MutationName = keyof typeof MUTATIONS;
export const mutationText = (name: MutationName): string => MUTATIONS[name];

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The payload of any of the mutations. */
interface Payload {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
  readonly accepted?: boolean;
  readonly done?: boolean;
  readonly endedSessions?: number;
  readonly secret?: string | null;
  readonly tokens?: Tokens | null;
  readonly [name: string]: unknown;
}

interface GraphResponse {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[] | undefined;
}

/** A client of the public graph. */
export interface Client {
  send(query: string, variables?: object, credential?: string): Promise<GraphResponse>;
  /** Runs a mutation, expects no top-level error, and returns its payload. */
  mutate(name: MutationName, input: object, credential?: string): Promise<Payload>;
  signIn(email: string, password: string): Promise<Tokens>;
  /** The next pair of tokens, or null if the session has ended. */
  refresh(refreshToken: string): Promise<Tokens | null>;
}

export const createClient = (url: () => string): Client => {
  const send: Client['send'] = async (query, variables = {}, credential) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-request-id': 'test-1' };
    if (credential !== undefined) headers['authorization'] = `Bearer ${credential}`;
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url()}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as Pick<GraphResponse, 'data' | 'errors'>) };
  };
  const mutate: Client['mutate'] = async (name, input, credential) => {
    const { data, errors, status } = await send(MUTATIONS[name], { input }, credential);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data?.['result'] as Payload;
  };
  return {
    send,
    mutate,
    signIn: async (email, password) => {
      const { tokens, userErrors } = await mutate('signIn', { email, password });
      expect(userErrors).toEqual([]);
      if (!tokens) throw new Error('The sign-in returned no tokens.');
      return tokens;
    },
    refresh: async (refreshToken) => (await mutate('refreshSession', { refreshToken })).tokens ?? null,
  };
};
