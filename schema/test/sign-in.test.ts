import { setTimeout as pause } from 'node:timers/promises';
import type { TestDatabase } from '@wizness/kernel/testing';
import { MODES } from '../src/graph';
import { createClient, type MutationName, mutationText } from './support/client';
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

describe.each(MODES)('Signing in through the public graph (%s)', (mode) => {
  let database: TestDatabase;
  let graph: TestGraph;
  let members = 0;
  let handle: string;
  let email: string;

  beforeAll(async () => {
    database = await demoDatabase();
    graph = await openGraph(mode, database, { settings: mailbox.settings });
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

  const client = createClient(() => graph.url);
  const { send, mutate, signIn, refresh } = client;
  const VIEWER = '{ viewer { member { handle name } email scopes sessions { current } } }';
  const viewer = async (credential?: string): Promise<Record<string, unknown> | null> => {
    const { data, errors } = await send(VIEWER, {}, credential);
    expect(errors).toBeUndefined();
    return data?.['viewer'] as Record<string, unknown> | null;
  };

  test('The viewer is null without a credential', async () => {
    expect(await viewer()).toBeNull();
  });

  test('A member signs in, refreshes the session in ten tabs at once, and signs out', async () => {
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
    const signedOut = await mutate('signOut', { allSessions: false }, next?.accessToken);
    expect(signedOut).toEqual({ endedSessions: 1, userErrors: [] });
    expect(await refresh(next?.refreshToken ?? '')).toBeNull();
  });

  test('A member resets the password by mail, and changes it knowing the old one', async () => {
    const before = await signIn(email, PASSWORD);
    const count = (await mailbox.mailsTo(email, 1)).length + 1;
    expect(await mutate('requestPasswordReset', { email })).toEqual({ accepted: true, userErrors: [] });
    const token = await mailbox.tokenFor(email, count);
    expect(await mutate('resetPassword', { token, newPassword: SECOND_PASSWORD })).toEqual({
      done: true,
      userErrors: [],
    });
    expect(await refresh(before.refreshToken)).toBeNull();
    const [current, other] = [await signIn(email, SECOND_PASSWORD), await signIn(email, SECOND_PASSWORD)];
    const change = { currentPassword: SECOND_PASSWORD, newPassword: THIRD_PASSWORD };
    expect(await mutate('changePassword', change, current.accessToken)).toEqual({ done: true, userErrors: [] });
    expect(await refresh(other.refreshToken)).toBeNull();
    expect(await refresh(current.refreshToken)).not.toBeNull();
    const oldPassword = await mutate('signIn', { email, password: SECOND_PASSWORD });
    expect(oldPassword).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
  });

  test('An API key works within its scopes until it is revoked', async () => {
    const { accessToken } = await signIn(email, PASSWORD);
    const key = await mutate('createApiKey', { name: 'Report', scopes: ['POSTS_READ'] }, accessToken);
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
    expect(errors).toMatchObject([{ path: ['result'], extensions: { code: 'FORBIDDEN' } }]);
    const { id } = key['apiKey'] as { id: string };
    expect(await mutate('revokeApiKey', { id }, accessToken)).toMatchObject({ apiKey: { id }, userErrors: [] });
    const refused = await send(VIEWER, {}, secret);
    expect(refused).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(refused.data).toBeUndefined();
  });

  test('A mutation that requires a session is refused at its path', async () => {
    const input = { currentPassword: PASSWORD, newPassword: SECOND_PASSWORD };
    const { errors } = await send(mutationText('changePassword'), { input });
    expect(errors).toMatchObject([{ path: ['result'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('Each field of a mutation sees the changes of the fields before it', async () => {
    const { accessToken } = await signIn(email, PASSWORD);
    const steps = ['Un', 'Deux'].map(
      (name, n) => `s${n}: updateProfile(input: { name: "${name}" }) { member { name } }`,
    );
    const { data } = await send(`mutation { ${steps.join(' ')} }`, {}, accessToken);
    expect(data).toEqual({ s0: { member: { name: 'Un' } }, s1: { member: { name: 'Deux' } } });
    expect(await viewer(accessToken)).toMatchObject({ member: { name: 'Deux' } });
  });

  test('An operation with two credentials is refused, and nothing runs', async () => {
    const stranger = `stranger-${mode}@example.org`;
    const input = `{ email: "${stranger}", password: "${PASSWORD}", handle: "stranger-${mode}", name: "S" }`;
    const register = `register(input: ${input}) { accepted }`;
    const document = `mutation { a: ${register} ...B } fragment B on Mutation { ... { b: ${register} } }`;
    const { status, data, errors } = await send(document);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors).toEqual([
      {
        message: expect.stringContaining('this one contains 2. Send each of them in its own operation.'),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    await pause(200);
    expect(await mailbox.mailsTo(stranger, 0)).toEqual([]);
  });

  test('Responses do not reveal whether an e-mail address is registered', async () => {
    const unregistered = `unregistered-${mode}@example.org`;
    const bodies = async (name: MutationName, inputOf: (address: string) => object): Promise<string[]> => {
      const texts: string[] = [];
      for (const address of [email, unregistered])
        texts.push((await send(mutationText(name), { input: inputOf(address) })).text);
      return texts;
    };
    const newcomer = (address: string) => ({ email: address, password: PASSWORD, handle: `new-${mode}`, name: 'N' });
    for (const [registered, unknown] of [
      await bodies('register', newcomer),
      await bodies('requestPasswordReset', (address) => ({ email: address })),
      await bodies('signIn', (address) => ({ email: address, password: 'not the password of any member' })),
    ]) {
      expect(registered).toBe(unknown);
      expect(registered).not.toContain('"errors"');
    }
  });
});
