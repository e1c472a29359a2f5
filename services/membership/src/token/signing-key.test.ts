import { decodeProtectedHeader } from 'jose';
import { MembershipHarness, type Tokens } from '../../test/support/membership-harness';

describe('Signing keys', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const kids = async () => (await harness.tokenRules()).jwks.keys.map(({ kid }) => kid);
  const kidOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;

  test('The key set contains no private key', async () => {
    const { jwks } = await harness.tokenRules();
    expect(jwks.keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.any(String),
        kid: expect.stringMatching(/^key_/),
        alg: 'EdDSA',
        use: 'sig',
      },
    ]);
  });

  test('Concurrent first signatures create one key', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => harness.context().signingKeys.current()));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  });

  test('Rotation ends no session: the old key stays published until its tokens have expired', async () => {
    const before = (await harness.signIn('lea')).tokens;
    await harness.context().signingKeys.rotate();
    const after = (await harness.signIn('lea')).tokens;
    expect(kidOf(after)).not.toBe(kidOf(before));
    harness.advance({ minutes: 9 });
    await expect(harness.identityOf(before)).resolves.toBeDefined();
    await expect(harness.identityOf(after)).resolves.toBeDefined();
    harness.advance({ minutes: 7 });
    expect(await kids()).toEqual([kidOf(after)]);
    expect((await harness.mutate('refreshSession', { refreshToken: before.refreshToken })).tokens).not.toBeNull();
  });

  test('Keys rotate every 30 days, and the next one is published a day before it signs', async () => {
    const first = kidOf((await harness.signIn('lea')).tokens);
    harness.advance({ days: 29, minutes: 1 });
    expect(kidOf((await harness.signIn('lea')).tokens)).toBe(first);
    const published = await kids();
    expect(published).toHaveLength(2);
    harness.advance({ days: 1 });
    const next = kidOf((await harness.signIn('lea')).tokens);
    expect(next).not.toBe(first);
    expect(published).toContain(next);
  });

  test('Keys without valid tokens are deleted', async () => {
    const first = kidOf((await harness.signIn('lea')).tokens);
    harness.advance({ days: 60 });
    await harness.signIn('lea');
    await harness.context().maintenance.deleteExpired();
    const rows = await harness.sql<{ id: string }>('SELECT id FROM membership.signing_keys');
    expect(rows.map(({ id }) => id)).not.toContain(first);
    expect(rows).toHaveLength(1);
  });
});
