import type { Identity } from '@wizness/kernel';
import type { Subscriber } from './subscriber';

/** Credentials that are checked at the same time. */
const CHECKS_AT_ONCE = 20;

/** Checks the credentials of subscribers, some at a time. Each is ended, or gets its current identity. */
export class CredentialChecks {
  private readonly waiting = new Set<Subscriber>();
  private running = 0;

  constructor(
    /** Called when the identity of a caller has been read. */
    private readonly onIdentity: (subscriber: Subscriber, identity: Identity) => void,
  ) {}

  /** Checks a subscriber when those before it are done. */
  add(subscriber: Subscriber): void {
    if (!subscriber.checkCredential) return;
    this.waiting.add(subscriber);
    this.next();
  }

  private next(): void {
    for (const subscriber of this.waiting) {
      if (this.running >= CHECKS_AT_ONCE) return;
      this.waiting.delete(subscriber);
      void this.check(subscriber);
    }
  }

  private async check(subscriber: Subscriber): Promise<void> {
    this.running += 1;
    subscriber.checkedAt = performance.now();
    try {
      const identity = subscriber.isClosed ? null : await subscriber.checkCredential?.();
      if (identity === 'expired' || identity === 'signed-out') subscriber.end({ type: identity });
      else if (identity && !subscriber.isClosed) {
        subscriber.identity = identity;
        this.onIdentity(subscriber, identity);
      }
    } catch {
      // It cannot be checked at the moment: at the next look.
      subscriber.checkedAt = Number.NEGATIVE_INFINITY;
    } finally {
      this.running -= 1;
      this.next();
    }
  }
}
