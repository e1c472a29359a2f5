import { anonymous } from '@wizness/kernel';
import fc from 'fast-check';
import { callerOf, createCostBudgets } from './cost-budget';

const PER_MINUTE = 600;

const createBudgets = () => {
  const clock = { now: 0 };
  return { clock, take: createCostBudgets(PER_MINUTE, () => clock.now) };
};

test('A budget allows its limit at once, refuses more with the time to wait, and fills up evenly', () => {
  const { clock, take } = createBudgets();
  expect(take('a', 500)).toEqual({ limit: 600, remaining: 100, resetSeconds: 50, retryAfter: 0 });
  expect(take('a', 150)).toEqual({ limit: 600, remaining: 100, resetSeconds: 50, retryAfter: 5 });
  clock.now += 5000;
  expect(take('a', 150)).toEqual({ limit: 600, remaining: 0, resetSeconds: 60, retryAfter: 0 });
  clock.now += 3_600_000;
  expect(take('a', 1)).toMatchObject({ remaining: 599, retryAfter: 0 });
});

test('Callers do not share a budget', () => {
  const { take } = createBudgets();
  take('a', PER_MINUTE);
  expect(take('b', PER_MINUTE).retryAfter).toBe(0);
});

test('An operation that costs more than a minute allows runs with a full budget', () => {
  const { take } = createBudgets();
  expect(take('a', 10_000)).toMatchObject({ remaining: 0, retryAfter: 0 });
  expect(take('a', 10_000)).toMatchObject({ retryAfter: 60 });
});

test('In any time, a caller spends at most the limit and what that time adds, and may send again after the stated wait', () => {
  const steps = fc.array(fc.record({ waitMs: fc.nat(20_000), cost: fc.integer({ min: 1, max: PER_MINUTE }) }));
  fc.assert(
    fc.property(steps, (requests) => {
      const { clock, take } = createBudgets();
      let spent = 0;
      for (const { waitMs, cost } of requests) {
        clock.now += waitMs;
        const { retryAfter } = take('a', cost);
        clock.now += retryAfter * 1000;
        const waited = retryAfter > 0 ? take('a', cost).retryAfter : 0;
        expect(waited).toBe(0);
        spent += cost;
        expect(spent).toBeLessThanOrEqual(PER_MINUTE + (clock.now * PER_MINUTE) / 60_000 + 1e-6);
      }
    }),
  );
});

test('The caller is the API key, else the member, else the network of the client', () => {
  expect(callerOf({ ...anonymous, memberId: 'm', apiKeyId: 'k', clientAddress: '192.0.2.1' })).toBe('key k');
  expect(callerOf({ ...anonymous, memberId: 'm', clientAddress: '192.0.2.1' })).toBe('member m');
  expect(callerOf({ ...anonymous, clientAddress: '192.0.2.1' })).toBe('address 192.0.2.1');
  const [one, other] = ['2001:db8:1:2::1', '2001:0db8:0001:0002:ffff::9'];
  expect(callerOf({ ...anonymous, clientAddress: one })).toBe(callerOf({ ...anonymous, clientAddress: other }));
  expect(callerOf(anonymous)).toBeNull();
});
