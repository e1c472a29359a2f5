import { setImmediate } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import type { Subscriber } from './subscriber';
import type { SubscriptionTiming } from './timing';
import type { Topic } from './topic';

/** Credentials that are checked at the same time. */
const CHECKS_AT_ONCE = 20;

/** Subscribers that are looked at before other work of the process has its turn. */
const SUBSCRIBERS_PER_TURN = 500;

const MIN_LOOK_MS = 20;
const MAX_LOOK_MS = 1000;

/**
 * Looks after open subscriptions with one timer for all: heartbeats, clients that do not read, credentials that are not valid any
 * more, and moves to a new schema.
 */
export const superviseSubscribers = (
  subscribers: ReadonlySet<Subscriber>,
  timing: SubscriptionTiming,
  /** Called when the identity of a caller has changed. */
  onIdentity: (subscriber: Subscriber, identity: Identity) => void,
) => {
  const { heartbeatMs, identityCheckMs, stalledMs, reloadMs } = timing;
  const lookMs = Math.max(MIN_LOOK_MS, Math.min(MAX_LOOK_MS, heartbeatMs / 4, identityCheckMs / 4, reloadMs / 8));
  let isLooking = false;
  let checks = 0;

  const check = async (subscriber: Subscriber, now: number): Promise<void> => {
    const { checkCredential } = subscriber;
    if (!checkCredential || subscriber.checkedAt + identityCheckMs > now || checks >= CHECKS_AT_ONCE) return;
    subscriber.checkedAt = now;
    checks += 1;
    try {
      const identity = await checkCredential();
      if (identity === 'expired' || identity === 'signed-out') subscriber.end({ type: identity });
      else {
        subscriber.identity = identity;
        onIdentity(subscriber, identity);
      }
    } catch {
      // It cannot be checked at the moment: at the next look.
      subscriber.checkedAt = 0;
    } finally {
      checks -= 1;
    }
  };

  const move = (subscriber: Subscriber): void => {
    const successor = subscriber.current.successor?.();
    if (successor === undefined) return;
    if (Array.isArray(successor)) subscriber.end({ type: 'failed', errors: successor });
    else subscriber.move(successor as Topic);
  };

  const lookAt = (subscriber: Subscriber, now: number): void => {
    if (subscriber.stalledAt !== null && subscriber.stalledAt + stalledMs <= now) subscriber.end({ type: 'lagged' });
    if (subscriber.isClosed) return;
    if (subscriber.current.successor && subscriber.movesAt <= now) move(subscriber);
    if (subscriber.sentAt + heartbeatMs <= now + lookMs) subscriber.sendHeartbeat();
    void check(subscriber, now);
  };

  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    const now = performance.now();
    let count = 0;
    for (const subscriber of [...subscribers]) {
      lookAt(subscriber, now);
      count += 1;
      if (count % SUBSCRIBERS_PER_TURN === 0) await setImmediate();
    }
    isLooking = false;
  };

  const timer = setInterval(() => void look(), lookMs);
  timer.unref();

  return {
    /** Begins to look after a subscriber. */
    admit: (subscriber: Subscriber): void => {
      const now = performance.now();
      subscriber.sentAt = now;
      // At random, so that the credentials of clients that came together are not checked together.
      subscriber.checkedAt = now - Math.random() * (identityCheckMs / 2);
    },
    /** Lets each subscriber of a topic move to its successor, at a random time or at once. */
    scheduleMoves: (topic: Topic, atOnce: boolean): void => {
      const now = performance.now();
      for (const subscriber of [...subscribers].filter(({ current }) => current === topic)) {
        subscriber.movesAt = now + Math.random() * reloadMs;
        if (atOnce) move(subscriber);
      }
    },
    stop: (): void => clearInterval(timer),
  };
};
