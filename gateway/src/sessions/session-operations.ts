/** Opens a session. The tokens go to the browser apart: one in a cookie, one in the body. */
export const SIGN_IN = `mutation SessionSignIn($input: SignInInput!) {
  signIn(input: $input) {
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
    deviceToken
    userErrors { code field message }
  }
}`;

export const REFRESH = `mutation SessionRefresh($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    tokens { accessToken accessTokenExpiresAt refreshToken refreshTokenExpiresAt }
    userErrors { code field message }
  }
}`;

export const SIGN_OUT = `mutation SessionSignOut {
  signOut(input: {}) { endedSessions userErrors { code } }
}`;

interface Tokens {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string | null;
  readonly refreshTokenExpiresAt: string;
}

export interface SessionPayload {
  readonly tokens: Tokens | null;
  readonly deviceToken?: string | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[] | null;
    readonly message: string;
  }[];
}
