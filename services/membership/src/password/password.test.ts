import { hash, verify } from '@node-rs/argon2';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { hashPassword, isOutdated, verifyPassword } from './password-hash';

const NEXT = 'seventeen copper kettles in a row';

describe('hashes of passwords', () => {
  test('are Argon2id with 19 MiB, two passes and one lane, and differ each time', async () => {
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(isOutdated(one)).toBe(false);
  });

  test('are of the whole password, to its last character', async () => {
    const long = `${'ab'.repeat(127)}x`;
    expect(await verifyPassword(await hashPassword(long), `${long}y`)).toBe(false);
    expect(await verifyPassword(await hashPassword(`${long}y`), long)).toBe(false);
  });

  test('fit whatever keyboard composed the letters', async () => {
    expect(
      await verifyPassword(await hashPassword('é'.normalize('NFC').repeat(12)), 'é'.normalize('NFD').repeat(12)),
    ).toBe(true);
  });

  test('of nobody fit nothing, at the same parameters', async () => {
    for (const password of ['', '\0', PASSWORD, 'x'.repeat(1_000_000), '\ud800']) {
      expect(await verifyPassword(null, password)).toBe(false);
    }
  });

  test('made with less are outdated', async () => {
    expect(isOutdated(await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 }))).toBe(true);
    expect(isOutdated('$2b$12$something')).toBe(true);
  });
});

describe('passwords', () => {
  let harness: MembershipHarness;
  beforeEach(async () => {
    harness = await MembershipHarness.open();
    await harness.join('lea');
  });
  afterEach(() => harness.close());

  const requestReset = async (count = 2): Promise<string> => {
    harness.pass({ seconds: 1 });
    await harness.tell('requestPasswordReset', { email: 'lea@example.org' });
    return harness.mailedToken('lea@example.org', count);
  };

  test('hashed with weaker parameters are hashed anew at sign-in', async () => {
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

  test('are reset by mail, which ends all sessions and signs nobody in', async () => {
    const { tokens } = await harness.signIn('lea');
    const token = await requestReset();
    expect(await harness.tell('resetPassword', { token, newPassword: NEXT })).toEqual({ done: true, userErrors: [] });
    expect((await harness.tell('refreshSession', { refreshToken: tokens.refreshToken })).tokens).toBeNull();
    expect((await harness.tell('signIn', { email: 'lea@example.org', password: PASSWORD })).tokens).toBeNull();
    await expect(harness.signIn('lea', NEXT)).resolves.toBeDefined();
    expect((await harness.mails('lea@example.org', 3)).join('')).toContain('Votre mot de passe a changé');
  });

  test('a reset works once, and takes all other resets with it', async () => {
    const [first, second] = [await requestReset(2), await requestReset(3)];
    await harness.tell('resetPassword', { token: second, newPassword: NEXT });
    for (const token of [first, second, 'x'.repeat(43), 'nonsense', '']) {
      expect(await harness.tell('resetPassword', { token, newPassword: NEXT })).toMatchObject({
        done: false,
        userErrors: [{ code: 'INVALID', field: ['token'] }],
      });
    }
  });

  test('a reset used twice at once sets one password', async () => {
    const token = await requestReset();
    const passwords = [NEXT, `${NEXT} too`];
    const answers = await Promise.all(
      passwords.map((newPassword) => harness.tell('resetPassword', { token, newPassword })),
    );
    expect(answers.filter(({ done }) => done)).toHaveLength(1);
  });

  test('two resets used at once set one password', async () => {
    const tokens = [await requestReset(2), await requestReset(3)];
    const answers = await Promise.all(
      tokens.map((token) => harness.tell('resetPassword', { token, newPassword: NEXT })),
    );
    expect(answers.filter(({ done }) => done)).toHaveLength(1);
  });

  test('a reset expires after an hour', async () => {
    const token = await requestReset();
    harness.pass({ minutes: 60 });
    const { userErrors } = await harness.tell('resetPassword', { token, newPassword: NEXT });
    expect(userErrors).toMatchObject([{ code: 'EXPIRED' }]);
  });

  test('a new password that is refused leaves the permission', async () => {
    const token = await requestReset();
    const refused = await harness.tell('resetPassword', { token, newPassword: 'too short' });
    expect(refused.userErrors).toMatchObject([{ code: 'TOO_SHORT', field: ['newPassword'] }]);
    expect(await harness.tell('resetPassword', { token, newPassword: NEXT })).toMatchObject({ done: true });
  });

  test('a reset unlocks who was made to wait by the failures of others', async () => {
    for (let time = 0; time < 8; time++) {
      await harness.tell('signIn', { email: 'lea@example.org', password: 'wrong' });
      harness.pass({ seconds: 2 ** Math.max(0, time - 2) - (time === 7 ? 20 : 0) });
    }
    const { userErrors } = await harness.tell('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const token = await requestReset();
    await harness.tell('resetPassword', { token, newPassword: NEXT });
    await expect(harness.signIn('lea', NEXT)).resolves.toBeDefined();
  });

  test('are changed by who knows the old one, which ends all sessions but this', async () => {
    const here = await harness.signIn('lea');
    const elsewhere = await harness.signIn('lea');
    const change = (currentPassword: string) =>
      harness.tell('changePassword', { currentPassword, newPassword: NEXT }, here.identity);
    expect((await change('wrong')).userErrors).toMatchObject([{ code: 'INVALID', field: ['currentPassword'] }]);
    expect(await change(PASSWORD)).toEqual({ done: true, userErrors: [] });
    expect((await harness.tell('refreshSession', { refreshToken: here.tokens.refreshToken })).tokens).not.toBeNull();
    expect((await harness.tell('refreshSession', { refreshToken: elsewhere.tokens.refreshToken })).tokens).toBeNull();
  });

  test('can not be guessed faster with a stolen access token', async () => {
    const { identity } = await harness.signIn('lea');
    const guess = () => harness.tell('changePassword', { currentPassword: 'wrong', newPassword: NEXT }, identity);
    for (let time = 0; time < 3; time++) await guess();
    expect((await guess()).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
  });

  test('a visitor changes none', async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEXT };
    expect(await harness.faultOf('changePassword', input)).toBe('UNAUTHENTICATED');
  });
});
