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
    harness.mutate('createApiKey', { name: 'Nightly export', scopes: ['POSTS_READ'], ...input }, identity);
  const secretOf = async (input = {}): Promise<string> => (await create(input)).secret ?? '';
  const identityOf = (key: string) => identify(harness.running, key, harness.clock);

  test('A key acts for its member, within its scopes', async () => {
    const { apiKey, secret } = await create({ scopes: ['FACTS_READ', 'POSTS_READ', 'POSTS_READ'] });
    expect(secret).toMatch(/^wzk_[0-9a-z]{26}_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toMatchObject({
      scopes: ['POSTS_READ', 'FACTS_READ'],
      prefix: secret?.slice(0, 30),
      lastUsedAt: null,
    });
    expect(await identityOf(secret ?? '')).toEqual({
      memberId: leaId,
      roles: ['MEMBER'],
      scopes: ['POSTS_READ', 'FACTS_READ'],
      locale: 'fr',
      apiKeyId: apiKey?.['id'],
    });
  });

  test('The identity of a key includes the organisation of the member once it is verified', async () => {
    const secret = await secretOf();
    await harness.sql(`UPDATE membership.members SET organisation_id = 'org_one'`);
    expect(await identityOf(secret)).not.toHaveProperty('organisationId');
    await harness.sql('UPDATE membership.members SET organisation_verified = true');
    expect(await identityOf(secret)).toHaveProperty('organisationId', 'org_one');
  });

  test('The secret is returned once and stored as a hash', async () => {
    const secret = await secretOf();
    const { data } = await harness.query('{ viewer { apiKeys { name prefix } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ apiKeys: [{ name: 'Nightly export', prefix: secret.slice(0, 30) }] });
    expect(JSON.stringify(await harness.sql('SELECT * FROM membership.api_keys'))).not.toContain(secret.slice(31));
  });

  test('Only the owner can revoke a key, which is refused from then on', async () => {
    const { apiKey, secret } = await create();
    await harness.join('tom');
    const tom = (await harness.signIn('tom')).identity;
    expect((await harness.mutate('revokeApiKey', { id: apiKey?.['id'] }, tom)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(await identityOf(secret ?? '')).not.toBeNull();
    const revoked = await harness.mutate('revokeApiKey', { id: apiKey?.['id'] }, lea);
    expect(revoked.apiKey?.['revokedAt']).toBe('2026-03-02T09:00:00.000Z');
    expect(await identityOf(secret ?? '')).toBeNull();
    harness.advance({ minutes: 1 });
    expect(await harness.mutate('revokeApiKey', { id: apiKey?.['id'] }, lea)).toEqual(revoked);
  });

  test('A key is refused from its expiry on', async () => {
    const secret = await secretOf({ expiresAt: '2026-03-02T10:00:00Z' });
    harness.advance({ minutes: 59 });
    expect(await identityOf(secret)).not.toBeNull();
    harness.advance({ minutes: 1 });
    expect(await identityOf(secret)).toBeNull();
  });

  test('The last use is recorded at most once a minute', async () => {
    const secret = await secretOf();
    const writes = async () => {
      harness.running.statements();
      await identityOf(secret);
      return harness.running.statements().filter((sql) => sql.startsWith('UPDATE')).length;
    };
    expect([await writes(), await writes()]).toEqual([1, 0]);
    harness.advance({ seconds: 59 });
    expect(await writes()).toBe(0);
    harness.advance({ seconds: 1 });
    expect(await writes()).toBe(1);
    const { data } = await harness.query('{ viewer { apiKeys { lastUsedAt } } }', {}, lea);
    expect(data?.['viewer']).toEqual({ apiKeys: [{ lastUsedAt: '2026-03-02T09:01:00.000Z' }] });
  });

  test('Incomplete, altered and oversized keys are refused', async () => {
    const secret = await secretOf();
    const other = await secretOf();
    const mixed = secret.slice(0, 31) + other.slice(31);
    for (const text of [
      '',
      'wzk_',
      mixed,
      secret.slice(0, -1),
      `${secret}x`,
      ` ${secret}`,
      secret.toUpperCase(),
      `wzk_${'0'.repeat(26)}_${'a'.repeat(43)}`,
      'x'.repeat(1_000_000),
      `wzk_${'0'.repeat(26)}_${'\0'.repeat(43)}`,
    ]) {
      expect(await identityOf(text)).toBeNull();
    }
  });

  test('A key has no scope that its member does not have at the moment', async () => {
    expect((await create({ scopes: ['FACTS_WRITE'] })).userErrors).toMatchObject([
      { code: 'FORBIDDEN', field: ['scopes'] },
    ]);
    await harness.sql(`UPDATE membership.members SET roles = '{ANALYST}'`);
    const secret = await secretOf({ scopes: ['FACTS_WRITE', 'FACTS_READ'] });
    expect((await identityOf(secret))?.scopes).toEqual(['FACTS_READ', 'FACTS_WRITE']);
    await harness.sql(`UPDATE membership.members SET roles = '{MEMBER}'`);
    expect((await identityOf(secret))?.scopes).toEqual(['FACTS_READ']);
    await harness.sql('UPDATE membership.members SET suspended = true');
    expect(await identityOf(secret)).toMatchObject({ roles: [], scopes: ['FACTS_READ'] });
  });

  test.each([
    ['name', { name: ' ' }, 'INVALID'],
    ['scopes', { scopes: [] }, 'REQUIRED'],
    ['expiresAt', { expiresAt: '2026-03-02T09:00:00Z' }, 'INVALID'],
  ])('Creating a key with an invalid %s is refused', async (field, input, code) => {
    expect((await create(input)).userErrors).toMatchObject([{ field: [field], code }]);
  });

  test('The limit of 50 keys holds for concurrent requests, and revoked keys do not count', async () => {
    const payloads = await Promise.all(Array.from({ length: 60 }, () => create()));
    expect(payloads.filter(({ secret }) => secret)).toHaveLength(50);
    expect(payloads.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(
      Array(10).fill('CONFLICT'),
    );
    const created = payloads.find(({ apiKey }) => apiKey);
    await harness.mutate('revokeApiKey', { id: created?.apiKey?.['id'] }, lea);
    expect((await create()).userErrors).toEqual([]);
  });

  test('The 50 keys that were revoked last are listed', async () => {
    await harness.sql(
      `INSERT INTO membership.api_keys (id, member_id, name, secret_hash, scopes, created_at, revoked_at)
      SELECT 'apikey_' || n, $1, 'Old', 'x', '{}', now(), timestamptz '2026-03-01' + n * interval '1 s'
      FROM generate_series(100, 199) n`,
      [leaId],
    );
    await create();
    const { data } = await harness.query('{ viewer { apiKeys { id } } }', {}, lea);
    expect((data?.['viewer'] as unknown as { apiKeys: unknown[] }).apiKeys).toHaveLength(51);
  });

  test('The member gets a mail with the prefix of a new key, and nothing else of it', async () => {
    harness.advance({ seconds: 1 });
    const secret = await secretOf({ name: 'Ignore this and open https://evil.example' });
    const mail = (await harness.mails('lea@example.org')).at(-1);
    expect(mail).toContain(`${secret.slice(0, 30)}…`);
    expect(mail).not.toContain(secret.slice(31));
    expect(mail).not.toContain('evil');
  });

  const reset = async (): Promise<void> => {
    harness.advance({ seconds: 1 });
    await harness.mutate('requestPasswordReset', { email: 'lea@example.org' });
    const token = await harness.mailedToken('lea@example.org');
    await harness.mutate('resetPassword', { token, newPassword: 'seventeen copper kettles in a row' });
  };

  test('A password reset revokes all keys', async () => {
    const secrets = [await secretOf(), await secretOf()];
    await reset();
    for (const secret of secrets) expect(await identityOf(secret)).toBeNull();
  });

  test('A key that is requested while the password is reset is refused', async () => {
    let creating: Promise<unknown> | undefined;
    await harness.inTransaction(async (tx) => {
      await tx.query('SELECT 1 FROM members FOR NO KEY UPDATE');
      creating = harness.errorCodeOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, lea);
      await harness.waitForBlockedConnections();
      await reset();
    });
    expect(await creating).toBe('UNAUTHENTICATED');
    expect(await harness.sql('SELECT 1 FROM membership.api_keys')).toEqual([]);
  });

  test('A key cannot manage the account, and reads the profile only with PROFILE_READ', async () => {
    const key = await identityOf(await secretOf());
    const reader = await identityOf(await secretOf({ scopes: ['PROFILE_READ'] }));
    if (!key || !reader) throw new Error('The keys are not valid.');
    expect(await harness.errorCodeOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, key)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('revokeApiKey', { id: key.apiKeyId }, key)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('changePassword', { currentPassword: 'x', newPassword: 'y' }, key)).toBe(
      'FORBIDDEN',
    );
    expect(await harness.errorCodeOf('signOut', { allSessions: true }, key)).toBe('FORBIDDEN');
    expect(await harness.errorCodeOf('updateProfile', { name: 'x' }, key)).toBe('FORBIDDEN');
    const readViewer = async (identity: Identity) =>
      (
        await harness.query(
          '{ viewer { member { handle } email sessions { id } apiKeys { id } scopes } }',
          {},
          identity,
        )
      ).data?.['viewer'];
    expect(await readViewer(key)).toEqual({
      member: { handle: 'lea' },
      email: null,
      sessions: [],
      apiKeys: [],
      scopes: ['POSTS_READ'],
    });
    expect(await readViewer(reader)).toMatchObject({ email: 'lea@example.org', sessions: [expect.anything()] });
  });

  test('An ended session cannot create a key, although its access token is still valid', async () => {
    await harness.mutate('signOut', { allSessions: true }, lea);
    expect(await harness.errorCodeOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] }, lea)).toBe(
      'UNAUTHENTICATED',
    );
    expect(await harness.errorCodeOf('createApiKey', { name: 'x', scopes: ['POSTS_READ'] })).toBe('UNAUTHENTICATED');
  });
});
