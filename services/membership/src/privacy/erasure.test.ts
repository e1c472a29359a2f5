import type { Identity } from '@wizness/kernel';
import { identify } from '../internal-api';
import { House, PASSWORD, type Tokens } from '../../test/support/membership-harness';
import { tracesOf } from '../../test/support/traces-of';

const HANDLE = 'zoe-quillfeather';
const EMAIL = `${HANDLE}@example.org`;
const NAME = 'Zoé Plumedoie';

describe('leaving', () => {
  let house: House;
  let zoe: Identity;
  let zoeId: string;
  let tokens: Tokens;
  beforeEach(async () => {
    house = await House.open();
    zoeId = await house.join(HANDLE);
    ({ identity: zoe, tokens } = await house.signIn(HANDLE));
  });
  afterEach(() => house.close());

  const erase = (input: Record<string, unknown> = {}) =>
    house.tell('eraseAccount', { password: PASSWORD, ...input }, zoe);
  const eventsOf = (subject: string) =>
    house.sql('SELECT type, subject, payload FROM membership.events WHERE subject = $1 ORDER BY position DESC', [
      subject,
    ]);
  const keyOf = async (): Promise<string> =>
    (await house.tell('createApiKey', { name: `Of ${NAME}`, scopes: ['PROFILE_READ'] }, zoe)).secret ?? '';

  /** Writes of the member wherever something can be. */
  const leaveTraces = async () => {
    const tomId = await house.join('tom');
    const { identity: tom } = await house.signIn('tom');
    await house.tell('updateProfile', { name: NAME, bio: `I am ${NAME}`, title: NAME }, zoe);
    await keyOf();
    await house.tell('follow', { id: tomId }, zoe);
    await house.tell('follow', { id: zoeId }, tom);
    await house.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    await house.tell('requestPasswordReset', { email: EMAIL });
    await house.tell('register', { email: EMAIL, password: PASSWORD, handle: 'zoe-again', name: NAME });
    await house.tell('refreshSession', { refreshToken: tokens.refreshToken });
    await house.tell('signIn', { email: EMAIL, password: 'wrong' });
  };

  test('leaves nothing behind but in the log', async () => {
    await leaveTraces();
    const words = [zoeId, HANDLE, EMAIL, NAME];
    expect(await tracesOf(house, words)).toEqual(
      expect.arrayContaining(['accounts', 'api_keys', 'data_exports', 'follows', 'members', 'registrations']),
    );
    expect(await erase()).toEqual({ erasedAt: '2026-03-02T09:00:00.000Z', userErrors: [] });
    expect(await tracesOf(house, words)).toEqual([]);
    const counted = await house.sql<{ key: string }>(
      "SELECT key FROM membership.throttles WHERE key LIKE '% account %'",
    );
    expect(counted).toEqual([{ key: expect.stringMatching(/^mail account /) }]);
    for (const table of ['accounts', 'members', 'sessions']) {
      expect(await house.sql(`SELECT 1 FROM membership.${table}`)).toHaveLength(1);
    }
    for (const table of ['api_keys', 'data_exports', 'follows', 'password_resets', 'registrations']) {
      expect(await house.sql(`SELECT 1 FROM membership.${table}`)).toEqual([]);
    }
  });

  test('is told in the log, last, with what becomes of what they wrote', async () => {
    await erase({ mode: 'DELETE_CONTENT' });
    const [last] = await eventsOf(zoeId);
    expect(last).toEqual({ type: 'MemberErased', subject: zoeId, payload: { mode: 'DELETE_CONTENT' } });
    const tomId = await house.join('tom');
    await house.tell('eraseAccount', { password: PASSWORD }, (await house.signIn('tom')).identity);
    expect((await eventsOf(tomId))[0]).toMatchObject({ payload: { mode: 'ANONYMISE_CONTENT' } });
  });

  test('is for all to see at once', async () => {
    const key = await keyOf();
    await erase();
    const { data } = await house.query(
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
    expect((await house.tell('refreshSession', { refreshToken: tokens.refreshToken })).tokens).toBeNull();
    expect(await identify(house.running, key, house.clock)).toBeNull();
    const known = await house.tell('signIn', { email: EMAIL, password: PASSWORD });
    expect(known).toEqual(await house.tell('signIn', { email: 'nobody@example.org', password: PASSWORD }));
  });

  test('lets the access token that is still out change nothing', async () => {
    const topicId = await house.learnOf('topic');
    await erase();
    for (const [name, input] of [
      ['eraseAccount', { password: PASSWORD }],
      ['createApiKey', { name: 'x', scopes: ['POSTS_READ'] }],
      ['follow', { id: topicId }],
      ['updateProfile', { name: 'x' }],
    ] as const) {
      expect(await house.faultOf(name, input, zoe)).toBe('UNAUTHENTICATED');
    }
    const { errors } = await house.query('mutation { requestDataExport { export { id } } }', {}, zoe);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  test('frees the handle and the address', async () => {
    await erase();
    house.pass({ seconds: 1 });
    await house.tell('register', { email: EMAIL, password: PASSWORD, handle: HANDLE, name: NAME });
    const { member } = await house.tell('verifyEmail', { token: await house.mailedToken(EMAIL, 3) });
    expect(member).toMatchObject({ handle: HANDLE });
    expect(member?.['id']).not.toBe(zoeId);
  });

  test.each([
    ['fr', 'ANONYMISE_CONTENT', /Au revoir[^]*reste, sans dire de qui/],
    ['en', 'DELETE_CONTENT', /Goodbye[^]*is being deleted/],
  ])('is said goodbye to in %s', async (locale, mode, words) => {
    await house.tell('updateProfile', { locale }, zoe);
    house.pass({ seconds: 1 });
    await erase({ mode });
    expect((await house.mails(EMAIL, 2)).at(-1)).toMatch(words);
  });

  test('takes the password, which can not be guessed faster here than at sign-in', async () => {
    for (let time = 0; time < 3; time++) {
      expect(await erase({ password: 'wrong' })).toMatchObject({
        erasedAt: null,
        userErrors: [{ code: 'INVALID', field: ['password'] }],
      });
    }
    expect(await erase()).toMatchObject({ erasedAt: null, userErrors: [{ code: 'RATE_LIMITED' }] });
    house.pass({ seconds: 1 });
    expect((await erase()).erasedAt).not.toBeNull();
  });

  test('takes the person, in a session that is not over', async () => {
    const key = await identify(house.running, await keyOf(), house.clock);
    expect(await house.faultOf('eraseAccount', { password: PASSWORD })).toBe('UNAUTHENTICATED');
    expect(await house.faultOf('eraseAccount', { password: PASSWORD }, key ?? undefined)).toBe('FORBIDDEN');
    await house.tell('signOut', {}, zoe);
    expect(await house.faultOf('eraseAccount', { password: PASSWORD }, zoe)).toBe('UNAUTHENTICATED');
  });
});
