import { anonymous } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { accountCounter, clientCounters } from './throttle-counter';

describe('Failed attempts', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const account = accountCounter('sign-in', 'lea@example.org');
  const attempt = () => harness.context().throttles.attempt([account]);

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
    const results = await Promise.all(Array.from({ length: 30 }, attempt));
    expect(results.filter((wait) => wait === null)).toHaveLength(3);
  });

  test('Counters restart after twelve hours without a failure', async () => {
    for (let time = 0; time < 3; time++) await attempt();
    harness.advance({ hours: 12.1 });
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
  });

  test('Failures on one account do not delay another', async () => {
    for (let time = 0; time < 4; time++) await attempt();
    expect(await harness.context().throttles.attempt([accountCounter('sign-in', 'tom@example.org')])).toBeNull();
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
