import { decodeJwt } from 'jose';
import { MembershipHarness, PASSWORD, type Tokens } from '../../test/support/membership-harness';
import { newRefreshToken, openSuccessor, sealSuccessor } from './refresh-secret';

describe('the seal of a successor', () => {
  test('opens for the token that was presented, and for no other', () => {
    const [presented, other, successor] = [newRefreshToken(), newRefreshToken(), newRefreshToken()];
    const sealed = sealSuccessor(successor, presented);
    expect(openSuccessor(sealed, presented)).toBe(successor);
    expect(() => openSuccessor(sealed, other)).toThrow(/authenticate/);
    expect(sealed).not.toContain(successor);
  });
});

describe('a session', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const refresh = (refreshToken: string) => harness.tell('refreshSession', { refreshToken });
  const refreshed = async (refreshToken: string): Promise<Tokens> => {
    const { tokens } = await refresh(refreshToken);
    if (!tokens) throw new Error('The session is over.');
    return tokens;
  };
  const families = () =>
    harness.sql<{ id: string; tokens: number }>(
      `SELECT session.id, count(*)::integer AS tokens FROM membership.sessions session
      JOIN membership.refresh_tokens token ON token.session_id = session.id GROUP BY session.id`,
    );

  test('begins with a sign-in, which answers the viewer and tokens that end in 10 minutes and 30 days', async () => {
    const answer = await harness.tell('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(answer).toMatchObject({
      viewer: { email: 'lea@example.org', emailVerified: true, sessions: [{ current: true }] },
      tokens: {
        accessTokenExpiresAt: '2026-03-02T09:10:00.000Z',
        refreshTokenExpiresAt: '2026-04-01T09:00:00.000Z',
      },
      userErrors: [],
    });
    expect(answer.viewer?.['scopes']).toEqual(expect.arrayContaining(['POSTS_READ', 'COMMENTS_WRITE']));
    expect(answer.viewer?.['scopes']).not.toContain('FACTS_WRITE');
  });

  test('knows who asks, across eleven minutes of refreshes', async () => {
    const { tokens } = await harness.signIn('lea');
    harness.pass({ minutes: 11 });
    await expect(harness.identityOf(tokens)).rejects.toThrow('no good');
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

  test('stands twenty refreshes of one token at once: all succeed, one family, one successor', async () => {
    const { tokens } = await harness.signIn('lea');
    const answers = await Promise.all(Array.from({ length: 20 }, () => refreshed(tokens.refreshToken)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    expect(new Set(answers.map(({ refreshTokenExpiresAt }) => refreshTokenExpiresAt)).size).toBe(1);
    expect(await families()).toEqual([{ id: expect.any(String), tokens: 2 }]);
    await expect(refreshed(answers[0]?.refreshToken ?? '')).resolves.toBeDefined();
  });

  test('stands two tabs that refresh by turns, each a little late', async () => {
    const { tokens } = await harness.signIn('lea');
    let [one, two] = [tokens, tokens];
    for (let turn = 0; turn < 5; turn++) {
      harness.pass({ minutes: 9 });
      one = await refreshed(one.refreshToken);
      harness.pass({ seconds: 10 });
      two = await refreshed(two.refreshToken);
      expect(two.refreshToken).toBe(one.refreshToken);
    }
  });

  test('ends whole when a used token comes back after more than 10 seconds, descendants and all', async () => {
    const { tokens } = await harness.signIn('lea');
    const second = await refreshed(tokens.refreshToken);
    const third = await refreshed(second.refreshToken);
    harness.pass({ seconds: 10.001 });
    expect(await refresh(tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'INVALID' }] });
    for (const { refreshToken } of [third, second, tokens]) expect((await refresh(refreshToken)).tokens).toBeNull();
  });

  test('ends whole too where the replay meets a refresh of the newest token', async () => {
    const { tokens } = await harness.signIn('lea');
    const second = await refreshed(tokens.refreshToken);
    harness.pass({ seconds: 11 });
    const [, raced] = await Promise.all([refresh(tokens.refreshToken), refresh(second.refreshToken)]);
    expect((await refresh(raced?.tokens?.refreshToken ?? second.refreshToken)).tokens).toBeNull();
  });

  test('ends alone: other sessions of the member go on', async () => {
    const [here, there] = [await harness.signIn('lea'), await harness.signIn('lea')];
    await refreshed(here.tokens.refreshToken);
    harness.pass({ seconds: 11 });
    await refresh(here.tokens.refreshToken);
    await expect(refreshed(there.tokens.refreshToken)).resolves.toBeDefined();
  });

  test('ends after 30 days without a refresh, and lives as long as it is refreshed', async () => {
    let { tokens } = await harness.signIn('lea');
    for (let month = 0; month < 4; month++) {
      harness.pass({ days: 29 });
      tokens = await refreshed(tokens.refreshToken);
    }
    harness.pass({ days: 30 });
    expect(await refresh(tokens.refreshToken)).toMatchObject({ tokens: null, userErrors: [{ code: 'EXPIRED' }] });
  });

  test('is not refreshed by anything that is no token of ours', async () => {
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

  test('is signed out of alone, or with all others', async () => {
    const [one, two, three] = [await harness.signIn('lea'), await harness.signIn('lea'), await harness.signIn('lea')];
    expect(await harness.tell('signOut', {}, one.identity)).toEqual({ endedSessions: 1, userErrors: [] });
    expect((await refresh(one.tokens.refreshToken)).tokens).toBeNull();
    await refreshed(two.tokens.refreshToken);
    expect(await harness.tell('signOut', { allSessions: true }, two.identity)).toEqual({
      endedSessions: 2,
      userErrors: [],
    });
    expect((await refresh(three.tokens.refreshToken)).tokens).toBeNull();
    expect(await harness.faultOf('signOut', {})).toBe('UNAUTHENTICATED');
  });

  test('leaves no token in the database that somebody could use', async () => {
    const { tokens } = await harness.signIn('lea');
    const next = await refreshed(tokens.refreshToken);
    harness.pass({ seconds: 11 });
    await refreshed(next.refreshToken);
    const rows = await harness.sql<Record<string, unknown>>(
      'SELECT * FROM membership.refresh_tokens ORDER BY expires_at',
    );
    const text = JSON.stringify(rows);
    for (const { refreshToken } of [tokens, next]) expect(text).not.toContain(refreshToken.slice(4));
    expect(rows.filter((row) => row['used_at'] !== null && row['successor'] !== null)).toHaveLength(1);
  });

  test('of a suspended member may read, and has no role', async () => {
    await harness.sql('UPDATE membership.members SET suspended = true');
    const { identity } = await harness.signIn('lea');
    expect(identity.roles).toEqual([]);
    expect(identity.scopes).not.toContain('COMMENTS_WRITE');
    expect(identity.scopes).toContain('POSTS_READ');
  });

  test('knows the organisation of its member from when it has confirmed them, as of the next token', async () => {
    await harness.sql(`UPDATE membership.members SET organisation_id = 'org_one'`);
    const { tokens } = await harness.signIn('lea');
    expect(decodeJwt(tokens.accessToken)).not.toHaveProperty('org');
    await harness.sql('UPDATE membership.members SET organisation_verified = true');
    expect(decodeJwt((await refreshed(tokens.refreshToken)).accessToken)).toHaveProperty('org', 'org_one');
  });

  test('and what else is over is forgotten in time, and nothing that is not', async () => {
    const { tokens } = await harness.signIn('lea');
    await harness.tell('requestPasswordReset', { email: 'nobody@example.org' });
    harness.pass({ days: 29 });
    const { refreshToken } = await refreshed(tokens.refreshToken);
    await harness.context().housekeeping.sweep();
    const left = await harness.sql(
      'SELECT 1 FROM membership.password_resets UNION ALL SELECT 1 FROM membership.throttles',
    );
    expect(left).toEqual([]);
    await expect(refreshed(refreshToken)).resolves.toBeDefined();
    harness.pass({ days: 31 });
    await harness.context().housekeeping.sweep();
    expect(await families()).toEqual([]);
  });
});
