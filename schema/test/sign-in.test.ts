import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { clientOf, type MutationName, mutationText } from './support/client';
import { demoDatabase, openGraph, type TestGraph } from './support/graphs';
import { join, PASSWORD } from './support/join';
import { type Mailbox, openMailbox } from './support/mailbox';

const SECOND_PASSWORD = 'seven slow barges under one bridge';
const THIRD_PASSWORD = 'no gull ever counted these chimneys';

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.remove());

describe.each(MODES)('through the public graph (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let members = 0;
  let handle: string;
  let email: string;

  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph(mode, database);
  });
  beforeEach(async () => {
    members += 1;
    handle = `marin-${mode}-${members}`;
    email = await join(client, mailbox, handle);
  });
  afterAll(async () => {
    await graph.close();
    await database.drop();
  });

  const client = clientOf(() => graph.url);
  const { send, tell, signIn, refresh } = client;
  const VIEWER = '{ viewer { member { handle name } email scopes sessions { current } } }';
  const viewer = async (credential?: string): Promise<Record<string, unknown> | null> => {
    const { data, errors } = await send(VIEWER, {}, credential);
    expect(errors).toBeUndefined();
    return data?.['viewer'] as Record<string, unknown> | null;
  };

  test('nobody is known without a credential', async () => {
    expect(await viewer()).toBeNull();
  });

  test('signs in, is known, goes on in two tabs at once, and signs out', async () => {
    const first = await signIn(email, PASSWORD);
    expect(await viewer(first.accessToken)).toMatchObject({
      member: { handle, name: 'Marin' },
      email,
      scopes: expect.arrayContaining(['COMMENTS_WRITE', 'PROFILE_READ']),
      sessions: [{ current: true }],
    });
    const tabs = await Promise.all(Array.from({ length: 10 }, () => refresh(first.refreshToken)));
    expect(new Set(tabs.map((tokens) => tokens?.refreshToken)).size).toBe(1);
    const next = tabs[0];
    expect(next?.refreshToken).not.toBe(first.refreshToken);
    for (const tokens of tabs) expect(await viewer(tokens?.accessToken)).toMatchObject({ member: { handle } });
    const out = await tell('signOut', { allSessions: false }, next?.accessToken);
    expect(out).toEqual({ endedSessions: 1, userErrors: [] });
    expect(await refresh(next?.refreshToken ?? '')).toBeNull();
  });

  test('sets a new password by mail, and another one knowing the old', async () => {
    const before = await signIn(email, PASSWORD);
    const count = (await mailbox.mailsTo(email, 1)).length + 1;
    expect(await tell('requestPasswordReset', { email })).toEqual({ accepted: true, userErrors: [] });
    const token = await mailbox.tokenFor(email, count);
    expect(await tell('resetPassword', { token, newPassword: SECOND_PASSWORD })).toEqual({
      done: true,
      userErrors: [],
    });
    expect(await refresh(before.refreshToken)).toBeNull();
    const [here, elsewhere] = [await signIn(email, SECOND_PASSWORD), await signIn(email, SECOND_PASSWORD)];
    const change = { currentPassword: SECOND_PASSWORD, newPassword: THIRD_PASSWORD };
    expect(await tell('changePassword', change, here.accessToken)).toEqual({ done: true, userErrors: [] });
    expect(await refresh(elsewhere.refreshToken)).toBeNull();
    expect(await refresh(here.refreshToken)).not.toBeNull();
    const old = await tell('signIn', { email, password: SECOND_PASSWORD });
    expect(old).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
  });

  test('lets a program act within its scopes, until the key is revoked', async () => {
    const { accessToken } = await signIn(email, PASSWORD);
    const key = await tell('createApiKey', { name: 'Report', scopes: ['POSTS_READ'] }, accessToken);
    const secret = key.secret ?? '';
    expect(secret).toMatch(/^wzk_/);
    expect(await viewer(secret)).toEqual({
      member: { handle, name: 'Marin' },
      email: null,
      scopes: ['POSTS_READ'],
      sessions: [],
    });
    const { errors, status } = await send(mutationText('signOut'), { input: { allSessions: true } }, secret);
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
    const { errors } = await send(mutationText('changePassword'), { input });
    expect(errors).toMatchObject([{ path: ['answer'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('the steps of one mutation see what those before them did', async () => {
    const { accessToken } = await signIn(email, PASSWORD);
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
    expect(await mailbox.mailsTo(stranger, 0)).toEqual([]);
  });

  test('nobody learns from an answer whether an address is known', async () => {
    const nobody = `nobody-${mode}@example.org`;
    const bodies = async (name: MutationName, inputOf: (address: string) => object): Promise<string[]> => {
      const texts: string[] = [];
      for (const address of [email, nobody])
        texts.push((await send(mutationText(name), { input: inputOf(address) })).text);
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
