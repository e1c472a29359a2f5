import { seededRandom } from '../../random';
import { fanOut } from './fan-out';
import { type ReconnectOptions, simulateReconnects } from './reconnects';

const options = (changes: Partial<ReconnectOptions> = {}): ReconnectOptions => ({
  gateways: 10,
  subscribersPerGateway: 1000,
  lost: 1,
  connectMs: 1,
  busyShare: 0,
  timeoutMs: 10_000,
  waitMs: () => 0,
  random: seededRandom(1),
  ...changes,
});

describe('The simulation of reconnecting clients', () => {
  test('Serves the clients of a gateway in the time that one gateway needs for them, if only one remains', () => {
    const { allMs, attemptsPerClient } = simulateReconnects(options({ gateways: 2 }));
    expect(allMs).toBe(1000);
    expect(attemptsPerClient).toBe(1);
  });

  test('Takes twice as long on gateways that are busy for half of the time', () => {
    expect(simulateReconnects(options({ gateways: 2, busyShare: 0.5 })).allMs).toBe(2000);
  });

  test('Lets clients that are not served in time come back until all are connected', () => {
    const waitMs = (attempt: number) => attempt * 100;
    const { allMs, attemptsPerClient, clients } = simulateReconnects(options({ gateways: 2, timeoutMs: 300, waitMs }));
    expect(attemptsPerClient).toBeGreaterThan(1);
    expect(allMs).toBeGreaterThanOrEqual(clients);
  });

  test('Has shorter queues when the clients spread their attempts', () => {
    const waitMs = (_attempt: number, random: { fraction(): number }) => random.fraction() * 5000;
    const spread = simulateReconnects(options({ lost: 8, waitMs }));
    expect(spread.longestQueue).toBeLessThan(simulateReconnects(options({ lost: 8 })).longestQueue / 2);
  });

  test('Gives the same result for the same seed', () => {
    const waitMs = (_attempt: number, random: { fraction(): number }) => random.fraction() * 1000;
    const run = () => simulateReconnects(options({ waitMs, random: seededRandom(7) }));
    expect(run()).toEqual(run());
  });
});

test('Fan-out multiplies deliveries by gateways and subscribers, and log reads by gateways alone', () => {
  const one = fanOut({ gateways: 1, subscribersPerGateway: 100, eventsPerSecond: 2, selections: 3 });
  const ten = fanOut({ gateways: 10, subscribersPerGateway: 100, eventsPerSecond: 2, selections: 3 });
  expect([one.deliveriesPerSecond, ten.deliveriesPerSecond]).toEqual([200, 2000]);
  expect(ten.logReads).toBe(one.logReads * 10);
  expect(ten.gatewayCores).toBe(one.gatewayCores);
  expect(ten.executionCores).toBeCloseTo(one.executionCores * 10);
});
