import { setImmediate } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import { CredentialChecks } from './check-credentials';
import type { Subscriber } from './subscriber';
import type { SubscriptionTiming } from './timing';
import type { Topic } from './topic';
import type { WatchAccess } from './watch-access';

/** Subscribers that are looked at before other work of the process has its turn. */
const SUBSCRIBERS_PER_TURN = 500;

/** How long a change of access is remembered for those who subscribe at the same time, in milliseconds. */
const RECENT_MS = 30_000;

const MIN_LOOK_MS = 20;
const MAX_LOOK_MS = 1000;

/**
 * Looks after open subscriptions with one timer for all: heartbeats, clients that do not read, credentials that are not valid any
 * more, and moves to a new schema.
 */
export const superviseSubscribers = (
  subscribers: ReadonlySet<Subscriber>,
  timing: SubscriptionTiming,
  /** Called when the identity of a caller has been read again. */
  onIdentity: (subscriber: Subscriber, identity: Identity) => void,
  watchAccess: WatchAccess | null,
) => {
  const { heartbeatMs, identityCheckMs, stalledMs, reloadMs } = timing;
  const lookMs = Math.max(MIN_LOOK_MS, Math.min(MAX_LOOK_MS, heartbeatMs / 4, identityCheckMs / 4, reloadMs / 8));
  let isLooking = false;
  const checks = new CredentialChecks(onIdentity);
  /** When the access of members changed, in milliseconds of `performance.now()`. */
  const changes = new Map<string, number>();
  let watch: AbortController | null = null;

  const checkAgain = (memberIds: ReadonlySet<string> | null): void => {
    const now = performance.now();
    for (const id of memberIds ?? []) changes.set(id, now);
    for (const subscriber of subscribers) {
      if (!memberIds || memberIds.has(subscriber.identity.memberId ?? '')) checks.add(subscriber);
    }
  };

  /** Follows the access of members as long as one of them has a subscription. */
  const watchIf = (isNeeded: boolean): void => {
    if (!isNeeded) watch?.abort();
    if (isNeeded === (watch !== null)) return;
    watch = isNeeded ? new AbortController() : null;
    if (watch) void watchAccess?.(watch.signal, checkAgain);
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
    if (subscriber.checkCredential && subscriber.checkedAt + identityCheckMs <= now) checks.add(subscriber);
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
    for (const [id, at] of changes) if (at + RECENT_MS < now) changes.delete(id);
    watchIf([...subscribers].some(({ checkCredential }) => checkCredential !== null));
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
      if (!subscriber.checkCredential) return;
      watchIf(true);
      // It may have changed between the check of the request and now.
      if (changes.has(subscriber.identity.memberId ?? '')) checks.add(subscriber);
    },
    /** Lets each subscriber of a topic move to its successor, at a random time or at once. */
    scheduleMoves: (topic: Topic, atOnce: boolean): void => {
      const now = performance.now();
      for (const subscriber of [...subscribers].filter(({ current }) => current === topic)) {
        subscriber.movesAt = now + Math.random() * reloadMs;
        if (atOnce) move(subscriber);
      }
    },
    stop: (): void => {
      clearInterval(timer);
      watchIf(false);
    },
  };
};
