import type { Identity } from '@wizness/kernel';
import { SubscriptionFailed } from './event-page';
import type { CheckCredential, Receiver, SubscriptionEnd } from './receiver';
import type { ReadHistory } from './read-turns';
import type { Topic } from './topic';

export interface SubscriberOptions {
  readonly receiver: Receiver;
  readonly identity: Identity;
  /** Null for an anonymous caller. */
  readonly checkCredential: CheckCredential | null;
  readonly readHistory: ReadHistory;
  readonly retryMs: number;
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/**
 * One subscription of a client: a cursor, behind which it takes events from its topic or, if that does not keep them any more,
 * from the log. So history and live events are the same, and a client that reads slowly holds no events.
 */
export class Subscriber {
  isClosed = false;
  /** When the last message was sent, in milliseconds of `performance.now()`. */
  sentAt = 0;
  /** Since when the client has taken nothing more; null if it takes. */
  stalledAt: number | null = null;
  checkedAt = 0;
  /** When it moves to the successor of its topic. */
  movesAt = 0;
  identity: Identity;
  readonly checkCredential: CheckCredential | null;
  private at = '';
  /** Whether it reads the log itself. */
  private isCatchingUp = true;
  private wake: (() => void) | null = null;
  private readonly receiver: Receiver;
  private readonly readHistory: ReadHistory;
  private readonly retryMs: number;

  constructor(
    private topic: Topic,
    options: SubscriberOptions,
    private readonly onClose: (subscriber: Subscriber) => void,
  ) {
    this.receiver = options.receiver;
    this.identity = options.identity;
    this.checkCredential = options.checkCredential;
    this.readHistory = options.readHistory;
    this.retryMs = options.retryMs;
    topic.subscribers.add(this);
  }

  get current(): Topic {
    return this.topic;
  }

  /** Begins behind `after`, or with what is new. Never rejects. */
  async start(after: string | null): Promise<void> {
    await this.topic.open(null);
    if (this.isClosed) return;
    if (after === null) {
      const newest = await this.topic.newest();
      const head = this.topic.head ?? '';
      this.at = newest > head ? newest : head;
    } else this.at = after;
    if (this.isClosed) return;
    this.note(this.receiver.position(this.at));
    // A cursor that the client has sent is checked where the log is read.
    if (after !== null) return this.catchUp(true);
    this.isCatchingUp = false;
    this.pull();
  }

  /** Sends the events behind its cursor, as long as the client takes them. */
  pull(): void {
    if (this.isClosed || this.isCatchingUp || this.stalledAt !== null) return;
    const frames = this.topic.after(this.at);
    if (frames === null) {
      this.isCatchingUp = true;
      void this.catchUp(false);
      return;
    }
    for (const frame of frames) {
      this.at = frame.cursor;
      if (!this.note(this.receiver.event(frame))) return;
    }
    if (this.topic.head !== null && this.topic.head > this.at) this.at = this.topic.head;
  }

  /** The client takes more again. */
  resume(): void {
    if (this.stalledAt === null) return;
    this.stalledAt = null;
    this.wake?.();
    this.pull();
  }

  /** Sends the cursor, so that the client does not fall behind what the log keeps, and knows that the server is there. */
  sendHeartbeat(): void {
    if (!this.isClosed && this.stalledAt === null) this.note(this.receiver.position(this.at === '' ? null : this.at));
  }

  /** Continues in another topic, at the same cursor. */
  move(topic: Topic): void {
    if (this.isClosed || topic === this.topic) return;
    const before = this.topic;
    this.topic = topic;
    topic.subscribers.add(this);
    // It begins where the other one is, so that nothing has to be read again.
    const opened = topic.open(before.head);
    before.leave(this);
    void opened.then(() => this.pull());
  }

  /** Ends the subscription for a reason of the server. */
  end(end: SubscriptionEnd): void {
    if (this.isClosed) return;
    this.close();
    this.receiver.end(end);
  }

  /** The client has gone, or needs no more. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.topic.leave(this);
    this.onClose(this);
    this.wake?.();
  }

  /** Notes that a message was sent, and whether the client takes more. */
  private note(takesMore: boolean): boolean {
    this.sentAt = performance.now();
    if (!takesMore) this.stalledAt = this.sentAt;
    return takesMore;
  }

  private async untilResumed(): Promise<void> {
    while (this.stalledAt !== null && !this.isClosed) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      this.wake = null;
    }
  }

  /** Reads the log until the topic keeps all that follows; at least once if `checksCursor`. */
  private async catchUp(checksCursor: boolean): Promise<void> {
    let isChecked = !checksCursor;
    while (!this.isClosed && (!isChecked || this.topic.after(this.at) === null)) {
      try {
        await this.topic.open(null);
        const { topic, at } = this;
        const read = () => topic.read(at, topic.head ?? '');
        const page = await this.readHistory(this.identity, topic.pageCost, read, () => !this.isClosed);
        if (page === null || this.isClosed) return;
        isChecked = true;
        for (const frame of page.frames) {
          if (this.isClosed) return;
          this.at = frame.cursor;
          if (!this.note(this.receiver.event(frame))) await this.untilResumed();
        }
        this.at = page.endCursor;
      } catch (error) {
        if (error instanceof SubscriptionFailed) return this.end({ type: 'failed', errors: error.errors });
        await pause(this.retryMs);
      }
    }
    this.isCatchingUp = false;
    this.pull();
  }
}
