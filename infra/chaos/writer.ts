import { setTimeout as pause } from 'node:timers/promises';
import { type Ledger, mailedToken } from './ledger';
import type { Random } from '../random';

const PASSWORD = 'a lantern above nine quiet harbours';
const REQUEST_MS = 12_000;
const MAIL_MS = 60_000;

/** What a writer sends. Each asks for what was refused, and for what the next one needs. */
export const MUTATIONS = {
  register: 'mutation ($input: RegisterInput!) { payload: register(input: $input) { userErrors { code } } }',
  verifyEmail:
    'mutation ($input: VerifyEmailInput!) { payload: verifyEmail(input: $input) { member { id } userErrors { code } } }',
  signIn:
    'mutation ($input: SignInInput!) { payload: signIn(input: $input) { tokens { accessToken } userErrors { code } } }',
  follow: 'mutation ($input: FollowInput!) { payload: follow(input: $input) { userErrors { code } } }',
  updateProfile:
    'mutation ($input: UpdateProfileInput!) { payload: updateProfile(input: $input) { userErrors { code } } }',
  eraseAccount:
    'mutation ($input: EraseAccountInput!) { payload: eraseAccount(input: $input) { userErrors { code } } }',
} as const;

interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
  readonly member?: { readonly id: string } | null;
  readonly tokens?: { readonly accessToken: string } | null;
}

/** Null if the response is none, or has an error instead. */
const readPayload = (text: string): Payload | null => {
  try {
    return (JSON.parse(text) as { data?: { payload?: Payload | null } | null }).data?.payload ?? null;
  } catch {
    return null;
  }
};

/** The product did not acknowledge a write. It may have been done or not. */
class NotAcknowledged extends Error {}

export interface WriterOptions {
  readonly url: string;
  readonly mailFolder: string;
  readonly ledger: Ledger;
  readonly random: Random;
  /** Unique for each writer, at most three letters and digits: in the names of its members and its network addresses. */
  readonly name: string;
}

/** A client that makes members and lets them do things, and enters into the ledger what was acknowledged. */
export const createWriter = ({ url, mailFolder, ledger, random, name }: WriterOptions) => {
  let count = 0;
  let requests = 0;
  // Those of one writer follow each other. Members who are erased are not among them.
  const staying: string[] = [];

  const mutate = async (mutation: keyof typeof MUTATIONS, input: object, token?: string): Promise<Payload> => {
    requests += 1;
    const headers = {
      'content-type': 'application/json',
      'x-forwarded-for': `2001:db8:${Number.parseInt(name, 36).toString(16)}:${requests.toString(16)}::1`,
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const body = JSON.stringify({ query: MUTATIONS[mutation], variables: { input } });
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(REQUEST_MS),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch(() => null);
    if (answer?.status === 400) throw new Error(`The product refuses ${mutation}: ${answer.text}`);
    const payload = readPayload(answer?.text ?? '');
    if (!payload || payload.userErrors.length > 0) throw new NotAcknowledged(mutation);
    ledger.writes += 1;
    return payload;
  };

  const waitForToken = async (email: string): Promise<string> => {
    for (const end = performance.now() + MAIL_MS; performance.now() < end; await pause(50)) {
      try {
        const token = mailedToken(mailFolder, email);
        if (token) return token;
      } catch {
        // The folder is on the disk that is full, or was removed meanwhile.
      }
    }
    throw new NotAcknowledged('mail');
  };

  const erase = async (id: string, email: string, token: string): Promise<void> => {
    for (const values of [ledger.members, ledger.names]) values.delete(id);
    for (const follow of ledger.follows) if (follow.startsWith(`${id} `)) ledger.follows.delete(follow);
    ledger.registrations.delete(email);
    await mutate('eraseAccount', { password: PASSWORD }, token);
    ledger.erased.add(id);
  };

  return {
    /** The life of one member. Rejects with NotAcknowledged where that ends early. */
    live: async (): Promise<void> => {
      count += 1;
      const handle = `m-${name}-${count}`;
      const email = `${handle}@example.org`;
      await mutate('register', { email, password: PASSWORD, handle, name: handle });
      ledger.registrations.add(email);
      const token = await waitForToken(email);
      const { member } = await mutate('verifyEmail', { token, password: PASSWORD });
      const id = member?.id ?? '';
      ledger.members.set(id, handle);
      const { tokens } = await mutate('signIn', { email, password: PASSWORD });
      const accessToken = tokens?.accessToken ?? '';
      if (staying.length > 0) {
        const target = random.pick(staying);
        await mutate('follow', { id: target }, accessToken);
        ledger.follows.add(`${id} ${target}`);
      }
      await mutate('updateProfile', { name: `Member ${count}` }, accessToken);
      ledger.names.set(id, `Member ${count}`);
      if (random.integer(1, 4) === 1) await erase(id, email, accessToken);
      else staying.push(id);
    },
  };
};

export type Writer = ReturnType<typeof createWriter>;

/** Lets a writer write until `signal` is aborted. */
export const writeUntil = async (writer: Writer, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await writer.live();
    } catch (error) {
      if (!(error instanceof NotAcknowledged)) throw error;
      await pause(200);
    }
  }
};
