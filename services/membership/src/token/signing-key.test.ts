import { decodeProtectedHeader } from 'jose';
import { MembershipHarness, type Tokens } from '../../test/support/membership-harness';

describe('signing keys', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const kids = async () => (await harness.rules()).jwks.keys.map(({ kid }) => kid);
  const kidOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;

  test('are published without their private half', async () => {
    const { jwks } = await harness.rules();
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

  test('are made once, however many sign first at once', async () => {
    const keys = await Promise.all(Array.from({ length: 8 }, () => harness.context().keys.current()));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  });

  test('are rotated without signing anyone out: the old one is published until its tokens expired', async () => {
    const before = (await harness.signIn('lea')).tokens;
    await harness.context().keys.rotate();
    const after = (await harness.signIn('lea')).tokens;
    expect(kidOf(after)).not.toBe(kidOf(before));
    harness.pass({ minutes: 9 });
    await expect(harness.identityOf(before)).resolves.toBeDefined();
    await expect(harness.identityOf(after)).resolves.toBeDefined();
    harness.pass({ minutes: 7 });
    expect(await kids()).toEqual([kidOf(after)]);
    expect((await harness.tell('refreshSession', { refreshToken: before.refreshToken })).tokens).not.toBeNull();
  });

  test('follow each other every 30 days by themselves, the next one published a day before it signs', async () => {
    const first = kidOf((await harness.signIn('lea')).tokens);
    harness.pass({ days: 29, minutes: 1 });
    expect(kidOf((await harness.signIn('lea')).tokens)).toBe(first);
    const published = await kids();
    expect(published).toHaveLength(2);
    harness.pass({ days: 1 });
    const next = kidOf((await harness.signIn('lea')).tokens);
    expect(next).not.toBe(first);
    expect(published).toContain(next);
  });

  test('that signed nothing that is still good are forgotten', async () => {
    const first = kidOf((await harness.signIn('lea')).tokens);
    harness.pass({ days: 60 });
    await harness.signIn('lea');
    await harness.context().housekeeping.sweep();
    const rows = await harness.sql<{ id: string }>('SELECT id FROM membership.signing_keys');
    expect(rows.map(({ id }) => id)).not.toContain(first);
    expect(rows).toHaveLength(1);
  });
});
