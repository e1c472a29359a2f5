/** Whether there is a member: not known before the page has looked. */
export type SessionStatus = 'unknown' | 'anonymous' | 'member';

export interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

/** The session of the page. The access token is in memory alone; the refresh token is in a cookie that no script can read. */
export interface Session {
  readonly status: () => SessionStatus;
  readonly subscribe: (onChange: () => void) => () => void;
  /** A token that is valid for some time; null without a session. */
  readonly token: () => Promise<string | null>;
  /** Returns what the user can correct; nothing on success. Rejects if the site cannot be reached. */
  readonly signIn: (email: string, password: string) => Promise<readonly UserError[]>;
  readonly signOut: () => Promise<void>;
}

interface Body {
  readonly accessToken?: string | null;
  readonly expiresAt?: string | null;
  readonly userErrors?: readonly UserError[];
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A token is replaced so long before it expires, in milliseconds. */
const MARGIN_MS = 30_000;

/** Only one tab refreshes at a time: a refresh token is used once. */
const LOCK = 'wizness-session';

/** Starts the session of a page. Only a browser that has one sends a request for it. */
export const createSession = (endpoint: string): Session => {
  let status: SessionStatus = 'unknown';
  let current: { readonly token: string; readonly expiresAt: number } | null = null;
  const listeners = new Set<() => void>();
  const become = (next: SessionStatus): void => {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener();
  };
  const send = async (
    method: string,
    path: string,
    body: object = {},
  ): Promise<{ readonly status: number; readonly body: Body }> => {
    const response = await fetch(`${endpoint}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-wizness': '1' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const keep = ({ accessToken, expiresAt }: Body): string | null => {
    current = accessToken && expiresAt ? { token: accessToken, expiresAt: Date.parse(expiresAt) } : null;
    become(current === null ? 'anonymous' : 'member');
    return current?.token ?? null;
  };
  const valid = (): string | null =>
    current !== null && current.expiresAt - MARGIN_MS > Date.now() ? current.token : null;
  const refresh = async (): Promise<string | null> =>
    navigator.locks.request(LOCK, async () => {
      const token = valid();
      if (token !== null) return token;
      const response = await send('POST', '/refresh');
      if (response.status === 200) return keep(response.body);
      if (response.status === 401) return keep({});
      // Membership does not respond: the session may still be there.
      return null;
    });
  const hasHint = (): boolean => /(?:^|;\s*)wizness_member=1/.test(document.cookie);

  return {
    status: () => status,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    token: async () => {
      const token = valid();
      if (token !== null) return token;
      if (current === null && !hasHint()) {
        become('anonymous');
        return null;
      }
      return refresh();
    },
    signIn: async (email, password) => {
      const { body } = await send('POST', '', { email, password });
      if (body.errors) return body.errors.map(({ message }) => ({ code: 'FAILED', field: null, message }));
      if ((body.userErrors ?? []).length === 0) keep(body);
      return body.userErrors ?? [];
    },
    signOut: async () => {
      await navigator.locks.request(LOCK, () => send('DELETE', ''));
      keep({});
    },
  };
};
