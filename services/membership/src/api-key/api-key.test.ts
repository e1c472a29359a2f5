import type { Identity } from '@wizness/kernel';
import { identify } from '../internal-api';
import { MembershipHarness } from '../../test/support/membership-harness';

describe('API keys', () => {
  let harness: MembershipHarness;
  let lea: Identity;
  let leaId: string;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    leaId = await harness.join('lea');
    lea = (await harness.signIn('lea')).identity;
  });
  afterEach(() => harness.close());

  const create = (input: Record<string, unknown> = {}, identity = lea) =>
    harness.tell('createApiKey', { name: 'Nightly export', scopes: ['POSTS_READ'], ...input }, identity);
  const secretOf = async (input = {}): Promise<string> => (await create(input)).secret ?? '';
  const whoIs = (key: string) => identify(harness.running, key, harness.clock);

  test('let a program act for the member, within its scopes', async () => {
    const { apiKey, secret } = await create({ scopes: ['FACTS_READ', 'POSTS_READ', 'POSTS_READ'] });
    expect(secret).toMatch(/^wzk_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toMatchObject({
      scopes: ['POSTS_READ', 'FACTS_READ'],
      prefix: secret?.slice(0, 30),
      lastUsedAt: null,
    });
    expect(await whoIs(secret ?? '')).toEqual({
      memberId: leaId,
      roles: ['MEMBER'],
      scopes: ['POSTS_READ', 'FACTS_READ'],
      apiKeyId: apiKey?.['id'],
    });
  });

  test('carry the organisation of their member from when it has confirmed them', async () => {
    const secret = await secretOf();
    await harness.sql(`UPDATE membership.members SET organisation_id = 'org_one'`);
    expect(await whoIs(secret)).not.toHaveProperty('organisationId');
    await harness.sql('UPDATE membership.members SET organisation_verified = true');
    expect(await whoIs(secret)).toHaveProperty('organisationId', 'org_one');
  });

  test('are shown once, and kept as a hash', async () => {
    const secret = await secretOf();
    const { data } = await harness.query('{ viewer { apiKeys { name prefix } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ apiKeys: [{ name: 'Nightly export', prefix: secret.slice(0, 30) }] });
    expect(JSON.stringify(await harness.sql('SELECT * FROM membership.api_keys'))).not.toContain(secret.slice(31));
  });

  test('are refused from the moment they are revoked, by their owner alone', async () => {
    const { apiKey, secret } = await create();
    await harness.join('tom');
    const tom = (await harness.signIn('tom')).identity;
    expect((await harness.tell('revokeApiKey', { id: apiKey?.['id'] }, tom)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(await whoIs(secret ?? '')).not.toBeNull();
    const revoked = await harness.tell('revokeApiKey', { id: apiKey?.['id'] }, lea);
    expect(revoked.apiKey?.['revokedAt']).toBe('2026-03-02T09:00:00.000Z');
    expect(await whoIs(secret ?? '')).toBeNull();
    harness.pass({ minutes: 1 });
    expect(await harness.tell('revokeApiKey', { id: apiKey?.['id'] }, lea)).toEqual(revoked);
  });

  test('are refused from their end on', async () => {
    const secret = await secretOf({ expiresAt: '2026-03-02T10:00:00Z' });
    harness.pass({ minutes: 59 });
    expect(await whoIs(secret)).not.toBeNull();
    harness.pass({ minutes: 1 });
    expect(await whoIs(secret)).toBeNull();
  });

  test('note their use once a minute at most', async () => {
    const secret = await secretOf();
    const writes = async () => {
      harness.running.statements();
      await whoIs(secret);
      return harness.running.statements().filter((sql) => sql.startsWith('UPDATE')).length;
    };
    expect([await writes(), await writes()]).toEqual([1, 0]);
    harness.pass({ seconds: 59 });
    expect(await writes()).toBe(0);
    harness.pass({ seconds: 1 });
    expect(await writes()).toBe(1);
    const { data } = await harness.query('{ viewer { apiKeys { lastUsedAt } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ apiKeys: [{ lastUsedAt: '2026-03-02T09:01:00.000Z' }] });
  });

  test('let in nobody who does not have the whole of one', async () => {
    const secret = await secretOf();
    const other = await secretOf();
    const crossed = secret.slice(0, 31) + other.slice(31);
    for (const text of [
      '',
      'wzk_',
      crossed,
      secret.slice(0, -1),
      `${secret}x`,
      ` ${secret}`,
      secret.toUpperCase(),
      `wzk_${'0'.repeat(26)}_${'a'.repeat(43)}`,
      'x'.repeat(1_000_000),
      `wzk_${'0'.repeat(26)}_${'\0'.repeat(43)}`,
    ]) {
      expect(await whoIs(text)).toBeNull();
    }
  });

  test('give no more than the member has, now', async () => {
    expect((await create({ scopes: ['FACTS_WRITE'] })).userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: ['scopes'] },
    ]);
    await harness.sql(`UPDATE membership.members SET roles = '{ANALYST}'`);
    const secret = await secretOf({ scopes: ['FACTS_WRITE', 'FACTS_READ'] });
    expect((await whoIs(secret))?.scopes).toEqual(['FACTS_READ', 'FACTS_WRITE']);
    await harness.sql(`UPDATE membership.members SET roles = '{MEMBER}'`);
    expect((await whoIs(secret))?.scopes).toEqual(['FACTS_READ']);
    await harness.sql('UPDATE membership.members SET suspended = true');
    expect(await whoIs(secret)).toMatchObject({ roles: [], scopes: ['FACTS_READ'] });
  });

  test.each([
    ['name', { name: ' ' }, 'INVALID'],
    ['scopes', { scopes: [] }, 'REQUIRED'],
    ['expiresAt', { expiresAt: '2026-03-02T09:00:00Z' }, 'INVALID'],
  ])('are refused for a wrong %s', async (field, input, code) => {
    expect((await create(input)).userErrors).toMatchObject([{ field: [field], code }]);
  });

  test('make no keys, change no password, end no session; and tell of their member only with PROFILE_READ', async () => {
    const key = await whoIs(await secretOf());
    const reader = await whoIs(await secretOf({ scopes: ['PROFILE_READ'] }));
    if (!key || !reader) throw new Error('The keys are no good.');
    expect(await harness.faultOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('revokeApiKey', { id: key.apiKeyId }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('changePassword', { currentPassword: 'x', newPassword: 'y' }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('signOut', { allSessions: true }, key)).toBe('FORBIDDEN');
    expect(await harness.faultOf('updateProfile', { name: 'x' }, key)).toBe('FORBIDDEN');
    const ask = async (identity: Identity) =>
      (
        await harness.query(
          '{ viewer { member { handle } email sessions { id } apiKeys { id } scopes } }',
          {},
          identity,
        )
      ).data?.['viewer'];
    expect(await ask(key)).toEqual({
      member: { handle: 'lea' },
      email: null,
      sessions: [],
      apiKeys: [],
      scopes: ['POSTS_READ'],
    });
    expect(await ask(reader)).toMatchObject({ email: 'lea@example.org', sessions: [expect.anything()] });
  });

  test('are not made by a session that was ended, although its access token is still good', async () => {
    await harness.tell('signOut', { allSessions: true }, lea);
    expect(await harness.faultOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, lea)).toBe('UNAUTHENTICATED');
    expect(await harness.faultOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] })).toBe('UNAUTHENTICATED');
  });
});
