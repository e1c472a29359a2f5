import { anonymous, type Identity } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { AttemptQueue } from './attempt-queue';
import { GuardedAttempts } from './guarded-attempts';
import { accountCounter, clientCounters, type Counter } from './throttle-counter';

describe('Failed attempts', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const account = accountCounter('sign-in', 'lea@example.org');
  const queue = new AttemptQueue();
  /** An attempt that fails. Returns the seconds to wait if it was refused, and null otherwise. */
  const attempt = async (counter: Counter = account): Promise<number | null> => {
    const outcome = await new GuardedAttempts(harness.context().throttles, queue).run([counter], async () => null);
    return 'wait' in outcome ? outcome.wait : null;
  };

  test('The delay starts after free attempts, doubles from 1 s, and is at most 15 minutes', async () => {
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
    const waits: number[] = [];
    for (let time = 0; time < 14; time++) {
      const wait = (await attempt()) ?? 0;
      waits.push(wait);
      harness.advance({ seconds: wait });
      expect(await attempt()).toBeNull();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  test('Refused attempts are not counted', async () => {
    for (let time = 0; time < 50; time++) await attempt();
    harness.advance({ seconds: 1 });
    expect(await attempt()).toBeNull();
    expect(await attempt()).toBe(2);
  });

  test('Concurrent attempts are counted one by one', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, () => attempt()));
    expect(results.filter((wait) => wait === null)).toHaveLength(3);
  });

  test('Counters restart after twelve hours without a failure', async () => {
    for (let time = 0; time < 3; time++) await attempt();
    harness.advance({ hours: 12.1 });
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
  });

  test('Failures on one account do not delay another', async () => {
    for (let time = 0; time < 4; time++) await attempt();
    expect(await attempt(accountCounter('sign-in', 'tom@example.org'))).toBeNull();
  });

  test('Failures from one client address are counted together, for any accounts', async () => {
    const from = { ...anonymous, clientAddress: '2001:db8:1:2::1' };
    const guess = (number: number, identity = from) =>
      harness.mutate('signIn', { email: `someone${number}@example.org`, password: 'wrong' }, identity);
    for (let number = 0; number < 21; number++) {
      expect((await guess(number)).userErrors).toMatchObject([{ code: 'INVALID' }]);
    }
    expect((await guess(99)).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const neighbour = { ...from, clientAddress: '2001:0db8:0001:0002:ffff::9' };
    expect((await guess(100, neighbour)).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const other = { ...from, clientAddress: '2001:db8:1:3::1' };
    expect((await guess(101, other)).userErrors).toMatchObject([{ code: 'INVALID' }]);
  });

  test('A successful sign-in clears the failures of the account', async () => {
    await harness.join('lea');
    await attempt();
    await attempt();
    await harness.signIn('lea');
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
  });

  test('A delayed account refuses the right password too, so that the delay reveals nothing', async () => {
    await harness.join('lea');
    for (let time = 0; time < 3; time++) await attempt();
    const payload = await harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(payload).toMatchObject({ tokens: null, userErrors: [{ code: 'RATE_LIMITED' }] });
    harness.advance({ seconds: 1 });
    await expect(harness.signIn('lea')).resolves.toBeDefined();
  });

  const signIn = (input: Record<string, unknown> = {}, identity?: Identity) =>
    harness.mutate('signIn', { email: 'lea@example.org', password: PASSWORD, ...input }, identity);
  const at = (clientAddress: string): Identity => ({ ...anonymous, clientAddress });
  const strangersGuess = async (identity?: Identity): Promise<void> => {
    for (let time = 0; time < 6; time++) await signIn({ password: 'wrong' }, identity);
  };

  test('Failures of strangers do not lock a device that has signed in before', async () => {
    await harness.join('lea');
    const { deviceToken } = await signIn();
    expect(deviceToken).toMatch(/^wzd_/);
    await strangersGuess();
    expect((await signIn()).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const again = await signIn({ deviceToken });
    expect(again).toMatchObject({ tokens: expect.anything(), deviceToken });
    expect((await signIn()).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
  });

  test('Failures of strangers do not lock a network from which the member has signed in before', async () => {
    await harness.join('lea');
    await signIn({}, at('192.0.2.7'));
    await strangersGuess(at('203.0.113.9'));
    expect((await signIn({}, at('203.0.113.9'))).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    expect((await signIn({}, at('192.0.2.7'))).tokens).not.toBeNull();
  });

  test('Guesses from a known device or network are throttled too', async () => {
    await harness.join('lea');
    const { deviceToken } = await signIn({}, at('192.0.2.7'));
    for (const [input, identity] of [
      [{ deviceToken }, at('203.0.113.9')],
      [{}, at('192.0.2.7')],
    ] as const) {
      const codes: unknown[] = [];
      for (let time = 0; time < 4; time++) {
        codes.push((await signIn({ ...input, password: 'wrong' }, identity)).userErrors[0]?.code);
      }
      expect(codes).toEqual(['INVALID', 'INVALID', 'INVALID', 'RATE_LIMITED']);
    }
  });

  test('A device of one account is not known to another, and an invented token is ignored', async () => {
    await harness.join('lea');
    await harness.join('tom');
    const { deviceToken } = await signIn({ email: 'tom@example.org' });
    await strangersGuess();
    for (const token of [deviceToken, `wzd_${'x'.repeat(43)}`, 'wzd_', '', 'x'.repeat(1_000_000)]) {
      expect((await signIn({ deviceToken: token })).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    }
  });

  test('Eighteen concurrent sign-ins with the right password all succeed', async () => {
    await harness.join('lea');
    await signIn({ password: 'wrong' }, at('192.0.2.7'));
    const payloads = await Promise.all(Array.from({ length: 18 }, () => signIn({}, at('192.0.2.7'))));
    expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  });

  test('Concurrent guesses at different accounts from one client address are counted together', async () => {
    const guesses = Array.from({ length: 60 }, (_, number) =>
      signIn({ email: `someone${number}@example.org`, password: 'wrong' }, at('192.0.2.7')),
    );
    const codes = (await Promise.all(guesses)).map(({ userErrors }) => userErrors[0]?.code);
    const made = codes.filter((code) => code === 'INVALID').length;
    expect(made).toBeGreaterThanOrEqual(21);
    expect(made).toBeLessThanOrEqual(21 + 7);
  });

  test('Failed sign-ins of strangers do not keep a member from changing the password or leaving', async () => {
    await harness.join('lea');
    const { identity } = await harness.signIn('lea');
    await strangersGuess();
    const newPassword = `${PASSWORD} too`;
    expect(await harness.mutate('changePassword', { currentPassword: PASSWORD, newPassword }, identity)).toMatchObject({
      done: true,
    });
    await strangersGuess();
    expect((await harness.mutate('eraseAccount', { password: newPassword }, identity)).erasedAt).not.toBeNull();
  });

  test('Mails to an address are limited, with or without an account', async () => {
    const requestReset = async () =>
      (await harness.mutate('requestPasswordReset', { email: 'unknown@example.org' })).accepted;
    const results: unknown[] = [];
    for (let time = 0; time < 6; time++) results.push(await requestReset());
    expect(results).toEqual([true, true, true, true, true, false]);
  });

  test('Counter keys contain no readable address', () => {
    for (const { key } of [account, ...clientCounters('mail', '192.0.2.7')]) expect(key).not.toMatch(/lea|192/);
    expect(clientCounters('mail', '::ffff:192.0.2.7')).toEqual(clientCounters('mail', '192.0.2.7'));
    expect(clientCounters('mail', null)).toEqual([]);
  });
});
