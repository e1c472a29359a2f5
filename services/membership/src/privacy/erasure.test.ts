import type { Identity } from '@wizness/kernel';
import { identify } from '../internal-api';
import { MembershipHarness, PASSWORD, type Tokens } from '../../test/support/membership-harness';
import { tracesOf } from '../../test/support/traces-of';

const HANDLE = 'zoe-quillfeather';
const EMAIL = `${HANDLE}@example.org`;
const NAME = 'Zoé Plumedoie';

describe('Erasing an account', () => {
  let harness: MembershipHarness;
  let zoe: Identity;
  let zoeId: string;
  let tokens: Tokens;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    zoeId = await harness.join(HANDLE);
    ({ identity: zoe, tokens } = await harness.signIn(HANDLE));
  });
  afterEach(() => harness.close());

  const erase = (input: Record<string, unknown> = {}) =>
    harness.mutate('eraseAccount', { password: PASSWORD, ...input }, zoe);
  const eventsOf = (subject: string) =>
    harness.sql('SELECT type, subject, payload FROM membership.events WHERE subject = $1 ORDER BY position DESC', [
      subject,
    ]);
  const keyOf = async (): Promise<string> =>
    (await harness.mutate('createApiKey', { name: `Of ${NAME}`, scopes: ['PROFILE_READ'] }, zoe)).secret ?? '';

  /** Fills every table that can hold data about the member. */
  const leaveTraces = async () => {
    const tomId = await harness.join('tom');
    const { identity: tom } = await harness.signIn('tom');
    await harness.mutate('updateProfile', { name: NAME, bio: `I am ${NAME}` }, zoe);
    const organisationId = await harness.addKnownEntity('org');
    await harness.mutate('claimAffiliation', { organisationId, title: NAME }, zoe);
    await harness.context().inTransaction(({ members }) => members.grant(HANDLE, 'ANALYST'));
    await keyOf();
    await harness.mutate('follow', { id: tomId }, zoe);
    await harness.mutate('follow', { id: zoeId }, tom);
    await harness.mutate('mute', { id: zoeId }, tom);
    await harness.mutate('mute', { id: tomId }, zoe);
    await harness.mutate('updateNotificationSettings', { weeklyDigest: true }, zoe);
    await harness.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    await harness.mutate('requestPasswordReset', { email: EMAIL });
    await harness.mutate('register', { email: EMAIL, password: PASSWORD, handle: 'zoe-again', name: NAME });
    await harness.mutate('refreshSession', { refreshToken: tokens.refreshToken });
    await harness.mutate('signIn', { email: EMAIL, password: 'wrong' });
  };

  test('It removes every trace of the member except in the event log', async () => {
    await leaveTraces();
    const words = [zoeId, HANDLE, EMAIL, NAME];
    expect(await tracesOf(harness, words)).toEqual(
      expect.arrayContaining([
        'accounts',
        'api_keys',
        'data_exports',
        'follows',
        'jobs',
        'members',
        'registrations',
        'role_changes',
      ]),
    );
    expect(await erase()).toEqual({ erasedAt: '2026-03-02T09:00:00.000Z', userErrors: [] });
    await harness.sendMails();
    expect(await tracesOf(harness, words)).toEqual([]);
    const counted = await harness.sql<{ key: string }>(
      "SELECT key FROM membership.throttles WHERE key LIKE '% account %'",
    );
    expect(counted).toEqual([{ key: expect.stringMatching(/^mail account /) }]);
    for (const table of ['accounts', 'members', 'sessions']) {
      expect(await harness.sql(`SELECT 1 FROM membership.${table}`)).toHaveLength(1);
    }
    for (const table of ['api_keys', 'data_exports', 'follows', 'password_resets', 'registrations']) {
      expect(await harness.sql(`SELECT 1 FROM membership.${table}`)).toEqual([]);
    }
  });

  test('The last event of the member states what happens to contributions', async () => {
    await erase({ mode: 'DELETE_CONTENT' });
    const [last] = await eventsOf(zoeId);
    expect(last).toEqual({ type: 'MemberErased', subject: zoeId, payload: { mode: 'DELETE_CONTENT' } });
    const tomId = await harness.join('tom');
    await harness.mutate('eraseAccount', { password: PASSWORD }, (await harness.signIn('tom')).identity);
    expect((await eventsOf(tomId))[0]).toMatchObject({ payload: { mode: 'ANONYMISE_CONTENT' } });
  });

  test('It takes effect immediately', async () => {
    const key = await keyOf();
    await erase();
    const { data } = await harness.query(
      `query ($id: ID, $handle: String, $representations: [_Any!]!) {
        byId: member(id: $id) { id } byHandle: member(handle: $handle) { id } members { nodes { id } totalCount }
        viewer { scopes } _entities(representations: $representations) { __typename } }`,
      { id: zoeId, handle: HANDLE, representations: [{ __typename: 'Member', id: zoeId }] },
      zoe,
    );
    expect(data).toEqual({
      byId: null,
      byHandle: null,
      members: { nodes: [], totalCount: 0 },
      viewer: null,
      _entities: [null],
    });
    expect((await harness.mutate('refreshSession', { refreshToken: tokens.refreshToken })).tokens).toBeNull();
    expect(await identify(harness.running, key, harness.clock)).toBeNull();
    const known = await harness.mutate('signIn', { email: EMAIL, password: PASSWORD });
    expect(known).toEqual(await harness.mutate('signIn', { email: 'unknown@example.org', password: PASSWORD }));
  });

  test('An access token that is still valid can change nothing', async () => {
    const topicId = await harness.addKnownEntity('topic');
    await erase();
    for (const [name, input] of [
      ['eraseAccount', { password: PASSWORD }],
      ['createApiKey', { name: 'x', scopes: ['POSTS_READ'] }],
      ['follow', { id: topicId }],
      ['updateProfile', { name: 'x' }],
    ] as const) {
      expect(await harness.errorCodeOf(name, input, zoe)).toBe('UNAUTHENTICATED');
    }
    const { errors } = await harness.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('The handle and the address are free again', async () => {
    await erase();
    harness.advance({ seconds: 1 });
    await harness.mutate('register', { email: EMAIL, password: PASSWORD, handle: HANDLE, name: NAME });
    const { member } = await harness.mutate('verifyEmail', {
      token: await harness.mailedToken(EMAIL),
      password: PASSWORD,
    });
    expect(member).toMatchObject({ handle: HANDLE });
    expect(member?.['id']).not.toBe(zoeId);
  });

  test.each([
    ['fr', 'ANONYMISE_CONTENT', /Votre compte est effacé[^]*sans le nom de leur auteur/],
    ['en', 'DELETE_CONTENT', /Your account has been erased[^]*are being deleted/],
  ])('The member gets a mail in %s', async (locale, mode, words) => {
    await harness.mutate('updateProfile', { locale }, zoe);
    harness.advance({ seconds: 1 });
    await erase({ mode });
    expect((await harness.mails('an erased address')).at(-1)).toMatch(words);
    expect(await harness.mails(EMAIL)).toEqual([]);
  });

  test('It requires the password, and is throttled like sign-in', async () => {
    for (let time = 0; time < 3; time++) {
      expect(await erase({ password: 'wrong' })).toMatchObject({
        erasedAt: null,
        userErrors: [{ code: 'INVALID', field: ['password'] }],
      });
    }
    expect(await erase()).toMatchObject({ erasedAt: null, userErrors: [{ code: 'RATE_LIMITED' }] });
    harness.advance({ seconds: 1 });
    expect((await erase()).erasedAt).not.toBeNull();
  });

  test('It requires a live session, and is forbidden for an API key', async () => {
    const key = await identify(harness.running, await keyOf(), harness.clock);
    expect(await harness.errorCodeOf('eraseAccount', { password: PASSWORD })).toBe('UNAUTHENTICATED');
    expect(await harness.errorCodeOf('eraseAccount', { password: PASSWORD }, key ?? undefined)).toBe('FORBIDDEN');
    await harness.mutate('signOut', {}, zoe);
    expect(await harness.errorCodeOf('eraseAccount', { password: PASSWORD }, zoe)).toBe('UNAUTHENTICATED');
  });
});
