import type { GraphError } from './graphs';

const ERRORS = 'userErrors { code field message }';
const TOKENS = 'tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }';

const MUTATIONS = {
  register: `mutation ($input: RegisterInput!) { answer: register(input: $input) { accepted ${ERRORS} } }`,
  verifyEmail: `mutation ($input: VerifyEmailInput!) { answer: verifyEmail(input: $input) { member { id handle } ${ERRORS} } }`,
  signIn: `mutation ($input: SignInInput!) { answer: signIn(input: $input) { viewer { member { handle } email } ${TOKENS} ${ERRORS} } }`,
  refreshSession: `mutation ($input: RefreshSessionInput!) { answer: refreshSession(input: $input) { ${TOKENS} ${ERRORS} } }`,
  signOut: `mutation ($input: SignOutInput!) { answer: signOut(input: $input) { endedSessions ${ERRORS} } }`,
  requestPasswordReset: `mutation ($input: RequestPasswordResetInput!) { answer: requestPasswordReset(input: $input) { accepted ${ERRORS} } }`,
  resetPassword: `mutation ($input: ResetPasswordInput!) { answer: resetPassword(input: $input) { done ${ERRORS} } }`,
  changePassword: `mutation ($input: ChangePasswordInput!) { answer: changePassword(input: $input) { done ${ERRORS} } }`,
  createApiKey: `mutation ($input: CreateApiKeyInput!) { answer: createApiKey(input: $input) { apiKey { id scopes } secret ${ERRORS} } }`,
  revokeApiKey: `mutation ($input: RevokeApiKeyInput!) { answer: revokeApiKey(input: $input) { apiKey { id revokedAt } ${ERRORS} } }`,
  follow: `mutation ($input: FollowInput!) { answer: follow(input: $input) { following ${ERRORS} } }`,
  unfollow: `mutation ($input: FollowInput!) { answer: unfollow(input: $input) { following ${ERRORS} } }`,
  requestDataExport: `mutation { answer: requestDataExport { export { id status url expiresAt } ${ERRORS} } }`,
  eraseAccount: `mutation ($input: EraseAccountInput!) { answer: eraseAccount(input: $input) { erasedAt ${ERRORS} } }`,
} as const;

export type MutationName = keyof typeof MUTATIONS;
export const mutationText = (name: MutationName): string => MUTATIONS[name];

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What any of the mutations may answer. */
export interface Said {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
  readonly accepted?: boolean;
  readonly done?: boolean;
  readonly endedSessions?: number;
  readonly secret?: string | null;
  readonly tokens?: Tokens | null;
  readonly [name: string]: unknown;
}

export interface Sent {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[] | undefined;
}

/** A program in front of the public graph at `url`. */
export interface Client {
  send(query: string, variables?: object, credential?: string): Promise<Sent>;
  /** Runs a mutation that has no top-level error. */
  tell(name: MutationName, input: object, credential?: string): Promise<Said>;
  signIn(email: string, password: string): Promise<Tokens>;
  /** The next pair; null where the session is over. */
  refresh(refreshToken: string): Promise<Tokens | null>;
}

export const clientOf = (url: () => string): Client => {
  const send: Client['send'] = async (query, variables = {}, credential) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-request-id': 'test-1' };
    if (credential !== undefined) headers['authorization'] = `Bearer ${credential}`;
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url()}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as Pick<Sent, 'data' | 'errors'>) };
  };
  const tell: Client['tell'] = async (name, input, credential) => {
    const { data, errors, status } = await send(MUTATIONS[name], { input }, credential);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data?.['answer'] as Said;
  };
  return {
    send,
    tell,
    signIn: async (email, password) => {
      const { tokens, userErrors } = await tell('signIn', { email, password });
      expect(userErrors).toEqual([]);
      if (!tokens) throw new Error('Nobody is signed in.');
      return tokens;
    },
    refresh: async (refreshToken) => (await tell('refreshSession', { refreshToken })).tokens ?? null,
  };
};
