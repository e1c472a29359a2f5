import type { Identity } from '@wizness/kernel';
import { identify } from '../internal-api';
import { MembershipHarness, PASSWORD, type Tokens } from '../../test/support/membership-harness';
import { tracesOf } from '../../test/support/traces-of';

const HANDLE = 'zoe-quillfeather';
const EMAIL = `${HANDLE}@example.org`;
const NAME = 'Zoé Plumedoie';

describe('leaving', () => {
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
    harness.tell('eraseAccount', { password: PASSWORD, ...input }, zoe);
  const eventsOf = (subject: string) =>
    harness.sql('SELECT type, subject, payload FROM membership.events WHERE subject = $1 ORDER BY position DESC', [
      subject,
    ]);
  const keyOf = async (): Promise<string> =>
    (await harness.tell('createApiKey', { name: `Of ${NAME}`, scopes: ['PROFILE_READ'] }, zoe)).secret ?? '';

  /** Writes of the member wherever something can be. */
  const leaveTraces = async () => {
    const tomId = await harness.join('tom');
    const { identity: tom } = await harness.signIn('tom');
    await harness.tell('updateProfile', { name: NAME, bio: `I am ${NAME}`, title: NAME }, zoe);
    await keyOf();
    await harness.tell('follow', { id: tomId }, zoe);
    await harness.tell('follow', { id: zoeId }, tom);
    await harness.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    await harness.tell('requestPasswordReset', { email: EMAIL });
    await harness.tell('register', { email: EMAIL, password: PASSWORD, handle: 'zoe-again', name: NAME });
    await harness.tell('refreshSession', { refreshToken: tokens.refreshToken });
    await harness.tell('signIn', { email: EMAIL, password: 'wrong' });
  };

  test('leaves nothing behind but in the log', async () => {
    await leaveTraces();
    const words = [zoeId, HANDLE, EMAIL, NAME];
    expect(await tracesOf(harness, words)).toEqual(
      expect.arrayContaining(['accounts', 'api_keys', 'data_exports', 'follows', 'members', 'registrations']),
    );
    expect(await erase()).toEqual({ erasedAt: '2026-03-02T09:00:00.000Z', userErrors: [] });
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

  test('is told in the log, last, with what becomes of what they wrote', async () => {
    await erase({ mode: 'DELETE_CONTENT' });
    const [last] = await eventsOf(zoeId);
    expect(last).toEqual({ type: 'MemberErased', subject: zoeId, payload: { mode: 'DELETE_CONTENT' } });
    const tomId = await harness.join('tom');
    await harness.tell('eraseAccount', { password: PASSWORD }, (await harness.signIn('tom')).identity);
    expect((await eventsOf(tomId))[0]).toMatchObject({ payload: { mode: 'ANONYMISE_CONTENT' } });
  });

  test('is for all to see at once', async () => {
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
    expect((await harness.tell('refreshSession', { refreshToken: tokens.refreshToken })).tokens).toBeNull();
    expect(await identify(harness.running, key, harness.clock)).toBeNull();
    const known = await harness.tell('signIn', { email: EMAIL, password: PASSWORD });
    expect(known).toEqual(await harness.tell('signIn', { email: 'nobody@example.org', password: PASSWORD }));
  });

  test('lets the access token that is still out change nothing', async () => {
    const topicId = await harness.learnOf('topic');
    await erase();
    for (const [name, input] of [
      ['eraseAccount', { password: PASSWORD }],
      ['createApiKey', { name: 'x', scopes: ['POSTS_READ'] }],
      ['follow', { id: topicId }],
      ['updateProfile', { name: 'x' }],
    ] as const) {
      expect(await harness.faultOf(name, input, zoe)).toBe('UNAUTHENTICATED');
    }
    const { errors } = await harness.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('frees the handle and the address', async () => {
    await erase();
    harness.pass({ seconds: 1 });
    await harness.tell('register', { email: EMAIL, password: PASSWORD, handle: HANDLE, name: NAME });
    const { member } = await harness.tell('verifyEmail', { token: await harness.mailedToken(EMAIL, 3) });
    expect(member).toMatchObject({ handle: HANDLE });
    expect(member?.['id']).not.toBe(zoeId);
  });

  test.each([
    ['fr', 'ANONYMISE_CONTENT', /Au revoir[^]*reste, sans dire de qui/],
    ['en', 'DELETE_CONTENT', /Goodbye[^]*is being deleted/],
  ])('is said goodbye to in %s', async (locale, mode, words) => {
    await harness.tell('updateProfile', { locale }, zoe);
    harness.pass({ seconds: 1 });
    await erase({ mode });
    expect((await harness.mails(EMAIL, 2)).at(-1)).toMatch(words);
  });

  test('takes the password, which can not be guessed faster here than at sign-in', async () => {
    for (let time = 0; time < 3; time++) {
      expect(await erase({ password: 'wrong' })).toMatchObject({
        erasedAt: null,
        userErrors: [{ code: 'INVALID', field: ['password'] }],
      });
    }
    expect(await erase()).toMatchObject({ erasedAt: null, userErrors: [{ code: 'RATE_LIMITED' }] });
    harness.pass({ seconds: 1 });
    expect((await erase()).erasedAt).not.toBeNull();
  });

  test('takes the person, in a session that is not over', async () => {
    const key = await identify(harness.running, await keyOf(), harness.clock);
    expect(await harness.faultOf('eraseAccount', { password: PASSWORD })).toBe('UNAUTHENTICATED');
    expect(await harness.faultOf('eraseAccount', { password: PASSWORD }, key ?? undefined)).toBe('FORBIDDEN');
    await harness.tell('signOut', {}, zoe);
    expect(await harness.faultOf('eraseAccount', { password: PASSWORD }, zoe)).toBe('UNAUTHENTICATED');
  });
});
