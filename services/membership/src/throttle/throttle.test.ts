import { anonymous } from '@wizness/kernel';
import { MembershipHarness, PASSWORD } from '../../test/support/membership-harness';
import { accountCounter, addressCounter } from './throttle.store';

describe('failed attempts', () => {
  let harness: MembershipHarness;
  beforeEach(async () => void (harness = await MembershipHarness.open()));
  afterEach(() => harness.close());

  const account = accountCounter('sign-in', 'lea@example.org');
  const attempt = () => harness.context().throttles.attempt([account]);

  test('cost nothing at first, then 1 s, 2 s, 4 s … and 15 minutes at most, never for good', async () => {
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
    const waits: number[] = [];
    for (let time = 0; time < 14; time++) {
      const wait = (await attempt()) ?? 0;
      waits.push(wait);
      harness.pass({ seconds: wait });
      expect(await attempt()).toBeNull();
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
  });

  test('do not count while it is locked', async () => {
    for (let time = 0; time < 50; time++) await attempt();
    harness.pass({ seconds: 1 });
    expect(await attempt()).toBeNull();
    expect(await attempt()).toBe(2);
  });

  test('made at once do not pass at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, attempt));
    expect(answers.filter((wait) => wait === null)).toHaveLength(3);
  });

  test('are forgotten after twelve hours of peace', async () => {
    for (let time = 0; time < 3; time++) await attempt();
    harness.pass({ hours: 12.1 });
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
  });

  test('of one account do not make another wait', async () => {
    for (let time = 0; time < 4; time++) await attempt();
    expect(await harness.context().throttles.attempt([accountCounter('sign-in', 'tom@example.org')])).toBeNull();
  });

  test('from one address make it wait, whatever accounts they are on', async () => {
    const from = { ...anonymous, clientAddress: '2001:db8:1:2::1' };
    const guess = (number: number, identity = from) =>
      harness.tell('signIn', { email: `somebody${number}@example.org`, password: 'wrong' }, identity);
    for (let number = 0; number < 21; number++) {
      expect((await guess(number)).userErrors).toMatchObject([{ code: 'INVALID' }]);
    }
    expect((await guess(99)).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const neighbour = { ...from, clientAddress: '2001:0db8:0001:0002:ffff::9' };
    expect((await guess(100, neighbour)).userErrors).toMatchObject([{ code: 'RATE_LIMITED' }]);
    const stranger = { ...from, clientAddress: '2001:db8:1:3::1' };
    expect((await guess(101, stranger)).userErrors).toMatchObject([{ code: 'INVALID' }]);
  });

  test('are forgiven by a sign-in', async () => {
    await harness.join('lea');
    await attempt();
    await attempt();
    await harness.signIn('lea');
    expect([await attempt(), await attempt(), await attempt()]).toEqual([null, null, null]);
  });

  test('keep the right password waiting too: else waiting would tell right from wrong', async () => {
    await harness.join('lea');
    for (let time = 0; time < 3; time++) await attempt();
    const answer = await harness.tell('signIn', { email: 'lea@example.org', password: PASSWORD });
    expect(answer).toMatchObject({ tokens: null, userErrors: [{ code: 'RATE_LIMITED' }] });
    harness.pass({ seconds: 1 });
    await expect(harness.signIn('lea')).resolves.toBeDefined();
  });

  test('mails to one address are limited too, known or not', async () => {
    const ask = async () => (await harness.tell('requestPasswordReset', { email: 'nobody@example.org' })).accepted;
    const answers: unknown[] = [];
    for (let time = 0; time < 6; time++) answers.push(await ask());
    expect(answers).toEqual([true, true, true, true, true, false]);
  });

  test('are counted under no readable address', () => {
    for (const { key } of [account, ...addressCounter('mail', '192.0.2.7')]) expect(key).not.toMatch(/lea|192/);
    expect(addressCounter('mail', '::ffff:192.0.2.7')).toEqual(addressCounter('mail', '192.0.2.7'));
    expect(addressCounter('mail', null)).toEqual([]);
  });
});
