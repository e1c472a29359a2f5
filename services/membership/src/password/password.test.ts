import { hash, verify } from '@node-rs/argon2';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { hashPassword, isOutdated, verifyPassword } from './password-hash';

const NEXT = 'seventeen copper kettles in a row';

describe('Password hashes', () => {
  test('A hash uses Argon2id with 19 MiB, two passes and one lane, and a new salt', async () => {
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(isOutdated(one)).toBe(false);
  });

  test('The whole password is hashed, to its last character', async () => {
    const long = `${'ab'.repeat(127)}x`;
    expect(await verifyPassword(await hashPassword(long), `${long}y`)).toBe(false);
    expect(await verifyPassword(await hashPassword(`${long}y`), long)).toBe(false);
  });

  test('Composed and decomposed letters match', async () => {
    expect(
      await verifyPassword(await hashPassword('é'.normalize('NFC').repeat(12)), 'é'.normalize('NFD').repeat(12)),
    ).toBe(true);
  });

  test('Without an account, no password matches', async () => {
    for (const password of ['', '\0', PASSWORD, 'x'.repeat(1_000_000), '\ud800']) {
      expect(await verifyPassword(null, password)).toBe(false);
    }
  });

  test('A hash with weaker parameters is outdated', async () => {
    expect(isOutdated(await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(isOutdated('$2b$12$something')).toBe(true);
  });
});

describe('Passwords', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const requestReset = async (): Promise<string> => {
    harness.advance({ seconds: 1 });
    await harness.mutate('requestPasswordReset', { email: 'lea@example.org' });
    return harness.mailedToken('lea@example.org');
  };

  test('Signing in upgrades a weaker hash', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await harness.sql('UPDATE membership.accounts SET password_hash = $1', [weak]);
    const readHash = async () => {
      const [row] = await harness.sql<{ password_hash: string }>('SELECT password_hash FROM membership.accounts');
      return row?.password_hash ?? '';
    };
    await harness.signIn('lea');
    const stored = await readHash();
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(stored, PASSWORD)).toBe(true);
    await harness.signIn('lea');
    expect(await readHash()).toBe(stored);
  });

  test('A reset changes the password, ends all sessions and does not sign in', async () => {
    const { tokens, identity } = await harness.signIn('lea');
    await harness.mutate('createApiKey', { name: 'A program', scopes: ['POSTS_READ'] }, identity);
    const token = await requestReset();
    expect(await harness.mutate('resetPassword', { token, newPassword: NEXT })).toEqual({
      done: true,
      revokedApiKeys: 1,
      userErrors: [],
    });
    expect((await harness.mutate('refreshSession', { refreshToken: tokens.refreshToken })).tokens).toBeNull();
    expect((await harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD })).tokens).toBeNull();
    await expect(harness.signIn('lea', NEXT)).resolves.toBeDefined();
    expect((await harness.mails('lea@example.org')).join('')).toContain('Votre mot de passe a changé');
  });

  test('A reset token works once, and ends all other reset tokens', async () => {
    const [first, second] = [await requestReset(), await requestReset()];
    await harness.mutate('resetPassword', { token: second, newPassword: NEXT });
    for (const token of [first, second, 'x'.repeat(43), 'nonsense', '']) {
      expect(await harness.mutate('resetPassword', { token, newPassword: NEXT })).toMatchObject({
        done: false,
        userErrors: [{ code: 'INVALID', field: ['token'] }],
      });
    }
  });

  test('Concurrent uses of a reset token set one password', async () => {
    const token = await requestReset();
    const passwords = [NEXT, `${NEXT} too`];
    const payloads = await Promise.all(
      passwords.map((newPassword) => harness.mutate('resetPassword', { token, newPassword })),
    );
    expect(payloads.filter(({ done }) => done)).toHaveLength(1);
  });

  test('Concurrent uses of two reset tokens set one password', async () => {
    const tokens = [await requestReset(), await requestReset()];
    const payloads = await Promise.all(
      tokens.map((token) => harness.mutate('resetPassword', { token, newPassword: NEXT })),
    );
    expect(payloads.filter(({ done }) => done)).toHaveLength(1);
  });

  test('A reset token expires after an hour', async () => {
    const token = await requestReset();
    harness.advance({ minutes: 60 });
    const { userErrors } = await harness.mutate('resetPassword', { token, newPassword: NEXT });
    expect(userErrors).toMatchObject([{ code: 'EXPIRED' }]);
  });

  test('A refused password does not use up the reset token', async () => {
    const token = await requestReset();
    const refused = await harness.mutate('resetPassword', { token, newPassword: 'too short' });
    expect(refused.userErrors).toMatchObject([{ code: 'TOO_SHORT', field: ['newPassword'] }]);
    expect(await harness.mutate('resetPassword', { token, newPassword: NEXT })).toMatchObject({ done: true });
  });

  test('A reset ends the delay that others have caused', async () => {
    for (let time = 0; time < 8; time++) {
      await harness.mutate('signIn', { email: 'lea@example.org', password: 'wrong' });
      harness.advance({ seconds: 2 ** Math.max(0, time - 2) - (time === 7 ? 20 : 0) });
    }
    const { userErrors } = await harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const token = await requestReset();
    await harness.mutate('resetPassword', { token, newPassword: NEXT });
    await expect(harness.signIn('lea', NEXT)).resolves.toBeDefined();
  });

  test('Changing the password requires the current one, and ends all other sessions', async () => {
    const here = await harness.signIn('lea');
    const elsewhere = await harness.signIn('lea');
    const change = (currentPassword: string) =>
      harness.mutate('changePassword', { currentPassword, newPassword: NEXT }, here.identity);
    expect((await change('wrong')).userErrors).toMatchObject([{ code: 'INVALID', field: ['currentPassword'] }]);
    expect(await change(PASSWORD)).toEqual({ done: true, userErrors: [] });
    expect((await harness.mutate('refreshSession', { refreshToken: here.tokens.refreshToken })).tokens).not.toBeNull();
    expect((await harness.mutate('refreshSession', { refreshToken: elsewhere.tokens.refreshToken })).tokens).toBeNull();
  });

  test('Guessing with a stolen access token is throttled like sign-in', async () => {
    const { identity } = await harness.signIn('lea');
    const guess = () => harness.mutate('changePassword', { currentPassword: 'wrong', newPassword: NEXT }, identity);
    for (let time = 0; time < 3; time++) await guess();
    expect((await guess()).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
  });

  test('An anonymous caller cannot change a password', async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEXT };
    expect(await harness.errorCodeOf('changePassword', input)).toBe('UNAUTHENTICATED');
  });
});
