import { decodeJwt } from 'jose';
import { MembershipHarness, PASSWORD, type Tokens } from '../../test/support/membership-harness';
import { newRefreshToken, decryptSuccessor, encryptSuccessor } from './refresh-secret';

describe('An encrypted successor', () => {
  test('It is decrypted with the presented token and with no other', () => {
    const [presented, other, successor] = [newRefreshToken(), newRefreshToken(), newRefreshToken()];
    const encrypted = encryptSuccessor(successor, presented);
    expect(decryptSuccessor(encrypted, presented)).toBe(successor);
    expect(() => decryptSuccessor(encrypted, other)).toThrow(/authenticate/);
    expect(encrypted).not.toContain(successor);
  });
});

describe('A session', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const refresh = (refreshToken: string) => harness.mutate('refreshSession', { refreshToken });
  const refreshed = async (refreshToken: string): Promise<Tokens> => {
    const { tokens } = await refresh(refreshToken);
    if (!tokens) throw new Error('The session has ended.');
    return tokens;
  };
  const families = () =>
    harness.sql<{ id: string; tokens: number }>(
      `SELECT session.id, count(*)::integer AS tokens FROM membership.sessions session
      JOIN membership.refresh_tokens token ON token.session_id = session.id GROUP BY session.id`,
    );

  test('Signing in returns the viewer and tokens that expire in 10 minutes and 30 days', async () => {
    const payload = await harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(payload).toMatchObject({
      viewer: { email: 'lea@example.org', emailVerified: true, sessions: [{ current: true }] },
      tokens: {
        accessTokenExpiresAt: '2026-03-02T09:10:00.000Z',
        refreshTokenExpiresAt: '2026-04-01T09:00:00.000Z',
      },
      userErrors: [],
    });
    expect(payload.viewer?.['scopes']).toEqual(expect.arrayContaining(['POSTS_READ', 'COMMENTS_WRITE']));
    expect(payload.viewer?.['scopes']).not.toContain('FACTS_WRITE');
  });

  test('A second sign-in of the same operation lists both sessions', async () => {
    const signIn =
      'signIn(input: { email: "lea@example.org", password: $password }) { viewer { sessions { current } } }';
    const { data } = await harness.query(`mutation ($password: String!) { first: ${signIn} second: ${signIn} }`, {
      password: PASSWORD,
    });
    expect(data?.['first']).toEqual({ viewer: { sessions: [{ current: true }] } });
    const { viewer } = data?.['second'] as unknown as { viewer: { sessions: { current: boolean }[] } };
    expect(viewer.sessions.map(({ current }) => current).toSorted()).toEqual([false, true]);
  });

  test('A refreshed access token identifies the member after the first one has expired', async () => {
    const { tokens } = await harness.signIn('lea');
    harness.advance({ minutes: 11 });
    await expect(harness.identityOf(tokens)).rejects.toThrow('not valid');
    const identity = await harness.identityOf(await refreshed(tokens.refreshToken));
    const { data } = await harness.query(
      '{ viewer { member { handle } sessions { current lastSeenAt } } }',
      {},
      identity,
    );
    expect(data?.['viewer']).toEqual({
      member: { handle: 'lea' },
      sessions: [{ current: true, lastSeenAt: '2026-03-02T09:11:00.000Z' }],
    });
  });

  test('Twenty concurrent refreshes of a token all succeed and return the same successor', async () => {
    const { tokens } = await harness.signIn('lea');
    const payloads = await Promise.all(Array.from({ length: 20 }, () => refreshed(tokens.refreshToken)));
    expect(new Set(payloads.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(new Set(payloads.map(({ refreshTokenExpiresAt }) => refreshTokenExpiresAt)).size).toBe(1);
    expect(await families()).toEqual([{ id: expect.any(String), tokens: 2 }]);
    await expect(refreshed(payloads[0]?.refreshToken ?? '')).resolves.toBeDefined();
  });

  test('Two tabs that refresh within 10 seconds of each other stay in step', async () => {
    const { tokens } = await harness.signIn('lea');
    let [one, two] = [tokens, tokens];
    for (let turn = 0; turn < 5; turn++) {
      harness.advance({ minutes: 9 });
      one = await refreshed(one.refreshToken);
      harness.advance({ seconds: 10 });
      two = await refreshed(two.refreshToken);
      expect(two.refreshToken).toBe(one.refreshToken);
    }
  });

  test('Reusing a token after more than 10 seconds ends the whole family', async () => {
    const { tokens } = await harness.signIn('lea');
    const second = await refreshed(tokens.refreshToken);
    const third = await refreshed(second.refreshToken);
    harness.advance({ seconds: 10.001 });
    expect(await refresh(tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
    for (const { refreshToken } of [third, second, tokens]) expect((await refresh(refreshToken)).tokens).toBeNull();
  });

  test('Reusing a token during a refresh of the newest one ends the whole family', async () => {
    const { tokens } = await harness.signIn('lea');
    const second = await refreshed(tokens.refreshToken);
    harness.advance({ seconds: 11 });
    const [, raced] = await Promise.all([refresh(tokens.refreshToken), refresh(second.refreshToken)]);
    expect((await refresh(raced?.tokens?.refreshToken ?? second.refreshToken)).tokens).toBeNull();
  });

  test('Reusing a token within 10 seconds ends the whole family if the successor has been used', async () => {
    const { tokens } = await harness.signIn('lea');
    const second = await refreshed(tokens.refreshToken);
    const third = await refreshed(second.refreshToken);
    expect(await refresh(tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
    expect((await refresh(third.refreshToken)).tokens).toBeNull();
  });

  test('A member has at most 100 sessions: concurrent sign-ins end those that were refreshed least recently', async () => {
    await harness.sql(
      `INSERT INTO membership.sessions (id, member_id, created_at, last_seen_at, expires_at)
      SELECT 'session_' || n, member.id, now(), timestamptz '2026-03-01' + n * interval '1 s', timestamptz '2026-04-01'
      FROM membership.members member, generate_series(100, 199) n`,
    );
    const signedIn = await Promise.all(Array.from({ length: 5 }, () => harness.signIn('lea')));
    const { data } = await harness.query('{ viewer { sessions { id } } }', {}, signedIn[0]?.identity);
    const { sessions } = data?.['viewer'] as unknown as { sessions: { id: string }[] };
    expect(sessions).toHaveLength(100);
    for (const { tokens } of signedIn) await expect(refreshed(tokens.refreshToken)).resolves.toBeDefined();
    const ended = await harness.sql('SELECT id FROM membership.sessions WHERE ended_at IS NOT NULL ORDER BY id');
    expect(ended).toEqual([100, 101, 102, 103, 104].map((n) => ({ id: `session_${n}` })));
  });

  test('Ending a family leaves the other sessions of the member open', async () => {
    const [here, there] = [await harness.signIn('lea'), await harness.signIn('lea')];
    await refreshed(here.tokens.refreshToken);
    harness.advance({ seconds: 11 });
    await refresh(here.tokens.refreshToken);
    await expect(refreshed(there.tokens.refreshToken)).resolves.toBeDefined();
  });

  test('A session ends after 30 days without a refresh, and continues as long as it is refreshed', async () => {
    let { tokens } = await harness.signIn('lea');
    for (let month = 0; month < 4; month++) {
      harness.advance({ days: 29 });
      tokens = await refreshed(tokens.refreshToken);
    }
    harness.advance({ days: 30 });
    expect(await refresh(tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'EXPIRED' }] });
  });

  test('Anything but an issued refresh token is refused, and leaves the session open', async () => {
    const { tokens } = await harness.signIn('lea');
    for (const token of [
      '',
      'wzr_',
      tokens.accessToken,
      newRefreshToken(),
      `${tokens.refreshToken}x`,
      'x'.repeat(1_000_000),
      'wzr_\0',
    ]) {
      expect(await refresh(token)).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
    }
    await expect(refreshed(tokens.refreshToken)).resolves.toBeDefined();
  });

  test('Signing out ends one session, or all', async () => {
    const [one, two, three] = [await harness.signIn('lea'), await harness.signIn('lea'), await harness.signIn('lea')];
    expect(await harness.mutate('signOut', {}, one.identity)).toEqual({ endedSessions: 1, userErrors: [] });
    expect((await refresh(one.tokens.refreshToken)).tokens).toBeNull();
    await refreshed(two.tokens.refreshToken);
    expect(await harness.mutate('signOut', { allSessions: true }, two.identity)).toEqual({
      endedSessions: 2,
      userErrors: [],
    });
    expect((await refresh(three.tokens.refreshToken)).tokens).toBeNull();
    expect(await harness.errorCodeOf('signOut', {})).toBe('UNAUTHENTICATED');
  });

  test('A session of the member can be ended from another one, and nobody else can end it', async () => {
    const [own, lost] = [await harness.signIn('lea'), await harness.signIn('lea')];
    await harness.join('zoe');
    const other = (await harness.signIn('zoe')).identity;
    const input = { sessionId: lost.identity.sessionId };
    const notFound = { endedSessions: 0, userErrors: [{ code: 'NOT_FOUND' }] };
    expect(await harness.mutate('signOut', input, other)).toEqual(notFound);
    expect(await harness.mutate('signOut', { ...input, allSessions: true }, own.identity)).toEqual({
      endedSessions: 0,
      userErrors: [{ code: 'INVALID' }],
    });
    expect(await harness.mutate('signOut', input, own.identity)).toEqual({ endedSessions: 1, userErrors: [] });
    expect(await harness.mutate('signOut', input, own.identity)).toEqual(notFound);
    expect((await refresh(lost.tokens.refreshToken)).tokens).toBeNull();
    await refreshed(own.tokens.refreshToken);
  });

  test('The database contains no usable token', async () => {
    const { tokens } = await harness.signIn('lea');
    const next = await refreshed(tokens.refreshToken);
    harness.advance({ seconds: 11 });
    await refreshed(next.refreshToken);
    const rows = await harness.sql<Record<string, unknown>>(
      'SELECT * FROM membership.refresh_tokens ORDER BY expires_at',
    );
    const text = JSON.stringify(rows);
    for (const { refreshToken } of [tokens, next]) expect(text).not.toContain(refreshToken.slice(4));
    expect(rows.filter((row) => row['used_at'] !== null && row['successor'] !== null)).toHaveLength(1);
  });

  test('The session of a suspended member may read, and has no role', async () => {
    await harness.sql('UPDATE membership.members SET suspended = true');
    const { identity } = await harness.signIn('lea');
    expect(identity.roles).toEqual([]);
    expect(identity.scopes).not.toContain('COMMENTS_WRITE');
    expect(identity.scopes).toContain('POSTS_READ');
  });

  test('The first access token after the organisation has confirmed the member contains it', async () => {
    await harness.sql(`UPDATE membership.members SET organisation_id = 'org_one'`);
    const { tokens } = await harness.signIn('lea');
    expect(decodeJwt(tokens.accessToken)).not.toHaveProperty('org');
    await harness.sql('UPDATE membership.members SET organisation_verified = true');
    expect(decodeJwt((await refreshed(tokens.refreshToken)).accessToken)).toHaveProperty('org', 'org_one');
  });

  test('Maintenance deletes expired data, and keeps live sessions', async () => {
    const { tokens } = await harness.signIn('lea');
    await harness.mutate('requestPasswordReset', { email: 'unknown@example.org' });
    harness.advance({ days: 29 });
    const { refreshToken } = await refreshed(tokens.refreshToken);
    await harness.context().maintenance.deleteExpired();
    const remaining = await harness.sql(
      'SELECT 1 FROM membership.password_resets UNION ALL SELECT 1 FROM membership.throttles',
    );
    expect(remaining).toEqual([]);
    await expect(refreshed(refreshToken)).resolves.toBeDefined();
    harness.advance({ days: 31 });
    await harness.context().maintenance.deleteExpired();
    expect(await families()).toEqual([]);
  });
});
