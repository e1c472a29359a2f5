import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { writeMailInto } from './environment';
import { demoDatabase, type GraphError, openGraph, type TestGraph } from './graphs';

const PASSWORD = 'a lantern above nine quiet harbours';
const SECOND_PASSWORD = 'seven slow barges under one bridge';
const THIRD_PASSWORD = 'no gull ever counted these chimneys';

let mailbox: string;
let database: TestDatabase;

beforeAll(async () => {
  mailbox = await mkdtemp(join(tmpdir(), 'wizness-mail-'));
  writeMailInto(mailbox);
  database = await demoDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(mailbox, { recursive: true, force: true });
});

/** The mails to an address, once there are `count` of them. */
const mailsTo = async (address: string, count: number): Promise<string[]> => {
  for (let tries = 0; ; tries += 1) {
    const files = (await readdir(mailbox)).toSorted();
    const mails = await Promise.all(files.map((file) => readFile(join(mailbox, file), 'utf8')));
    const theirs = mails.filter((mail) => mail.includes(`\nTo: ${address}\n`));
    if (theirs.length >= count || tries === 200) return theirs;
    await pause(20);
  }
};

const mailedToken = async (address: string, count: number): Promise<string> =>
  /#token=(\S+)/.exec((await mailsTo(address, count)).at(-1) ?? '')?.[1] ?? '';

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
} as const;

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

interface Said {
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
  readonly accepted?: boolean;
  readonly done?: boolean;
  readonly endedSessions?: number;
  readonly secret?: string | null;
  readonly tokens?: Tokens | null;
  readonly [name: string]: unknown;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphError[] | undefined;
}

describe.each(MODES)('through the public graph (%s)', (mode) => {
  let graph: TestGraph;
  const handle = `marin-${mode}`;
  const email = `${handle}@example.org`;

  beforeAll(async () => {
    graph = await openGraph(mode, database);
  });
  afterAll(() => graph.close());

  const send = async (query: string, variables: object = {}, credential?: string): Promise<Answer> => {
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-request-id': 'test-1' };
    if (credential !== undefined) headers['authorization'] = `Bearer ${credential}`;
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, text, ...(JSON.parse(text) as Pick<Answer, 'data' | 'errors'>) };
  };
  const tell = async (name: keyof typeof MUTATIONS, input: object, credential?: string): Promise<Said> => {
    const { data, errors, status } = await send(MUTATIONS[name], { input }, credential);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data?.['answer'] as Said;
  };
  const signIn = async (password: string): Promise<Tokens> => {
    const { tokens, userErrors } = await tell('signIn', { email, password });
    expect(userErrors).toEqual([]);
    if (!tokens) throw new Error('Nobody is signed in.');
    return tokens;
  };
  const VIEWER = '{ viewer { member { handle name } email scopes sessions { current } } }';
  const viewer = async (credential?: string): Promise<Record<string, unknown> | null> => {
    const { data, errors } = await send(VIEWER, {}, credential);
    expect(errors).toBeUndefined();
    return data?.['viewer'] as Record<string, unknown> | null;
  };
  const refreshed = async (refreshToken: string): Promise<Tokens | null | undefined> =>
    (await tell('refreshSession', { refreshToken })).tokens;

  test('a person joins by the link of a mail', async () => {
    expect(await viewer()).toBeNull();
    const newcomer = { email, password: PASSWORD, handle, name: 'Marin' };
    expect(await tell('register', newcomer)).toEqual({ accepted: true, userErrors: [] });
    const early = await tell('signIn', { email, password: PASSWORD });
    expect(early).toMatchObject({ viewer: null, tokens: null, userErrors: [{ code: 'INVALID' }] });
    const token = await mailedToken(email, 1);
    expect(await tell('verifyEmail', { token })).toMatchObject({ member: { handle }, userErrors: [] });
    expect(await tell('verifyEmail', { token })).toMatchObject({ member: null, userErrors: [{ field: ['token'] }] });
  });

  test('signs in, is known, goes on in two tabs at once, and signs out', async () => {
    const first = await signIn(PASSWORD);
    expect(await viewer(first.accessToken)).toMatchObject({
      member: { handle, name: 'Marin' },
      email,
      scopes: expect.arrayContaining(['COMMENTS_WRITE', 'PROFILE_READ']),
      sessions: [{ current: true }],
    });
    const tabs = await Promise.all(Array.from({ length: 10 }, () => refreshed(first.refreshToken)));
    expect(new Set(tabs.map((tokens) => tokens?.refreshToken)).size).toBe(1);
    const next = tabs[0];
    expect(next?.refreshToken).not.toBe(first.refreshToken);
    for (const tokens of tabs) expect(await viewer(tokens?.accessToken)).toMatchObject({ member: { handle } });
    const out = await tell('signOut', { allSessions: false }, next?.accessToken);
    expect(out).toEqual({ endedSessions: 1, userErrors: [] });
    expect(await refreshed(next?.refreshToken ?? '')).toBeNull();
  });

  test('sets a new password by mail, and another one knowing the old', async () => {
    const before = await signIn(PASSWORD);
    const count = (await mailsTo(email, 1)).length + 1;
    expect(await tell('requestPasswordReset', { email })).toEqual({ accepted: true, userErrors: [] });
    const token = await mailedToken(email, count);
    expect(await tell('resetPassword', { token, newPassword: SECOND_PASSWORD })).toEqual({
      done: true,
      userErrors: [],
    });
    expect(await refreshed(before.refreshToken)).toBeNull();
    const [here, elsewhere] = [await signIn(SECOND_PASSWORD), await signIn(SECOND_PASSWORD)];
    const change = { currentPassword: SECOND_PASSWORD, newPassword: THIRD_PASSWORD };
    expect(await tell('changePassword', change, here.accessToken)).toEqual({ done: true, userErrors: [] });
    expect(await refreshed(elsewhere.refreshToken)).toBeNull();
    expect(await refreshed(here.refreshToken)).not.toBeNull();
    const old = await tell('signIn', { email, password: SECOND_PASSWORD });
    expect(old).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
  });

  test('lets a program act within its scopes, until the key is revoked', async () => {
    const { accessToken } = await signIn(THIRD_PASSWORD);
    const key = await tell('createApiKey', { name: 'Report', scopes: ['POSTS_READ'] }, accessToken);
    const secret = key.secret ?? '';
    expect(secret).toMatch(/^wzk_/);
    expect(await viewer(secret)).toEqual({
      member: { handle, name: 'Marin' },
      email: null,
      scopes: ['POSTS_READ'],
      sessions: [],
    });
    const { errors, status } = await send(MUTATIONS.signOut, { input: { allSessions: true } }, secret);
    expect(status).toBe(200);
    expect(errors).toMatchObject([{ path: ['answer'], extensions: { code: 'FORBIDDEN' } }]);
    const { id } = key['apiKey'] as { id: string };
    expect(await tell('revokeApiKey', { id }, accessToken)).toMatchObject({ apiKey: { id }, userErrors: [] });
    const refused = await send(VIEWER, {}, secret);
    expect(refused).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(refused.data).toBeUndefined();
  });

  test('a mutation that a visitor may not run says so at its place', async () => {
    const input = { currentPassword: PASSWORD, newPassword: SECOND_PASSWORD };
    const { errors } = await send(MUTATIONS.changePassword, { input });
    expect(errors).toMatchObject([{ path: ['answer'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('the steps of one mutation see what those before them did', async () => {
    const { accessToken } = await signIn(THIRD_PASSWORD);
    const steps = ['Un', 'Deux'].map(
      (name, n) => `s${n}: updateProfile(input: { name: "${name}" }) { member { name } }`,
    );
    const { data } = await send(`mutation { ${steps.join(' ')} }`, {}, accessToken);
    expect(data).toEqual({ s0: { member: { name: 'Un' } }, s1: { member: { name: 'Deux' } } });
    expect(await viewer(accessToken)).toMatchObject({ member: { name: 'Deux' } });
  });

  test('two credentials in one operation are refused, and nothing is run', async () => {
    const stranger = `stranger-${mode}@example.org`;
    const input = `{ email: "${stranger}", password: "${PASSWORD}", handle: "stranger-${mode}", name: "S" }`;
    const register = `register(input: ${input}) { accepted }`;
    const two = `mutation { a: ${register} ...B } fragment B on Mutation { ... { b: ${register} } }`;
    const { status, data, errors } = await send(two);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors).toEqual([
      { message: expect.stringContaining('this one holds 2. Send each in'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    await pause(200);
    expect(await mailsTo(stranger, 0)).toEqual([]);
  });

  test('nobody learns from an answer whether an address is known', async () => {
    const nobody = `nobody-${mode}@example.org`;
    const bodies = async (name: keyof typeof MUTATIONS, inputOf: (address: string) => object): Promise<string[]> => {
      const texts: string[] = [];
      for (const address of [email, nobody])
        texts.push((await send(MUTATIONS[name], { input: inputOf(address) })).text);
      return texts;
    };
    const newcomer = (address: string) => ({ email: address, password: PASSWORD, handle: `new-${mode}`, name: 'N' });
    for (const [known, unknown] of [
      await bodies('register', newcomer),
      await bodies('requestPasswordReset', (address) => ({ email: address })),
      await bodies('signIn', (address) => ({ email: address, password: 'not the password of anybody' })),
    ]) {
      expect(known).toBe(unknown);
      expect(known).not.toContain('"errors"');
    }
  });
});
