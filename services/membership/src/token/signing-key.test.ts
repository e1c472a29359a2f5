import { decodeProtectedHeader } from 'jose';
import { House, type Tokens } from '../../test/support/membership-harness';

describe('signing keys', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    await house.join('lea');
  });
  afterEach(() => house.close());

  const kids = async () => (await house.rules()).jwks.keys.map(({ kid }) => kid);
  const kidOf = ({ accessToken }: Tokens) => decodeProtectedHeader(accessToken).kid;

  test('are published without their private half', async () => {
    const { jwks } = await house.rules();
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
    const keys = await Promise.all(Array.from({ length: 8 }, () => house.context().keys.current()));
    expect(new Set(keys.map(({ id }) => id)).size).toBe(1);
  });

  test('are rotated without signing anyone out: the old one is published until its tokens expired', async () => {
    const before = (await house.signIn('lea')).tokens;
    await house.context().keys.rotate();
    const after = (await house.signIn('lea')).tokens;
    expect(kidOf(after)).not.toBe(kidOf(before));
    house.pass({ minutes: 9 });
    await expect(house.identityOf(before)).resolves.toBeDefined();
    await expect(house.identityOf(after)).resolves.toBeDefined();
    house.pass({ minutes: 7 });
    expect(await kids()).toEqual([kidOf(after)]);
    expect((await house.tell('refreshSession', { refreshToken: before.refreshToken })).tokens).not.toBeNull();
  });

  test('follow each other every 30 days by themselves, the next one published a day before it signs', async () => {
    const first = kidOf((await house.signIn('lea')).tokens);
    house.pass({ days: 29, minutes: 1 });
    expect(kidOf((await house.signIn('lea')).tokens)).toBe(first);
    const published = await kids();
    expect(published).toHaveLength(2);
    house.pass({ days: 1 });
    const next = kidOf((await house.signIn('lea')).tokens);
    expect(next).not.toBe(first);
    expect(published).toContain(next);
  });

  test('that signed nothing that is still good are forgotten', async () => {
    const first = kidOf((await house.signIn('lea')).tokens);
    house.pass({ days: 60 });
    await house.signIn('lea');
    await house.context().housekeeping.sweep();
    const rows = await house.sql<{ id: string }>('SELECT id FROM membership.signing_keys');
    expect(rows.map(({ id }) => id)).not.toContain(first);
    expect(rows).toHaveLength(1);
  });
});
