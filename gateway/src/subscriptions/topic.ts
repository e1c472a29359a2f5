import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { Identity } from '@wizness/kernel';
import type { GraphQLFormattedError } from 'graphql';
import type { EventFrame } from './event-frame';
import { type EventPage, SubscriptionFailed } from './event-page';
import type { LogTail } from './log-tail';
import type { ReadForCaller } from './read-turns';
import type { SubscriptionEnd } from './receiver';

/** Events that a topic keeps for subscribers which are a little behind. Those further behind read the log. */
const KEPT_EVENTS = 1024;
/** The same, in UTF-16 code units of their results. */
const KEPT_LENGTH = 1_000_000;

/** Pause before a log whose end is said to have moved, but which has nothing more, is read again, in milliseconds. */
const NOT_YET_MS = 20;

/** Subscribers that get events before other work of the process has its turn. */
const SUBSCRIBERS_PER_TURN = 250;

/** Reads the events after `after`, up to at least `end`. Rejects with nothing but {@link LogUnavailable} and {@link SubscriptionFailed}. */
export type ReadPage = (after: string, end: string) => Promise<EventPage>;

/** What a topic knows of its subscribers. */
interface TopicSubscriber {
  readonly identity: Identity;
  /** Called when there may be new events. */
  pull(): void;
  end(end: SubscriptionEnd): void;
}

export interface TopicOptions {
  readonly read: ReadPage;
  /** Cost of one call of `read`. */
  readonly pageCost: number;
  readonly readLive: ReadForCaller;
  readonly tail: LogTail;
  readonly retryMs: number;
  /** Called when the last subscriber has gone. */
  readonly onEmpty: (topic: Topic) => void;
}

/**
 * Equal subscriptions of equal callers on one supergraph. It reads the log once for all of them, and keeps the last events. Its
 * subscribers own their positions, so they can join, leave and move to another topic at any time.
 */
export class Topic {
  readonly subscribers = new Set<TopicSubscriber>();
  readonly read: ReadPage;
  readonly pageCost: number;
  /** Leads to where the subscribers move because the supergraph was replaced: another topic, or the errors with which they end. */
  successor: (() => Topic | readonly GraphQLFormattedError[]) | null = null;
  /** Cursor up to which the topic has read. */
  head: string | null = null;
  private readonly kept: EventFrame[] = [];
  private keptLength = 0;
  /** The cursor behind which all events are kept. */
  private start = '';
  private readonly stop = new AbortController();
  private readonly tail: LogTail;
  private readonly retryMs: number;
  private opening: Promise<void> | null = null;

  constructor(private readonly options: TopicOptions) {
    this.read = options.read;
    this.pageCost = options.pageCost;
    this.tail = options.tail;
    this.retryMs = options.retryMs;
  }

  /** Begins to read at `head`, or at the end of the log. Resolves when the topic knows its position. */
  open(head: string | null): Promise<void> {
    this.opening ??= this.begin(head);
    return this.opening;
  }

  /** The cursor of the end of the log. Waits until the log can be read. */
  async newest(): Promise<string> {
    while (!this.stop.signal.aborted) {
      try {
        return await this.tail.newest();
      } catch {
        await pause(this.retryMs, undefined, { ref: false });
      }
    }
    return this.head ?? '';
  }

  /** The events behind a cursor that are kept; null if some of them are not. */
  after(cursor: string): readonly EventFrame[] | null {
    if (this.head === null || cursor < this.start) return null;
    let low = this.kept.length;
    while (low > 0 && (this.kept[low - 1] as EventFrame).cursor > cursor) low -= 1;
    return low === 0 ? this.kept : this.kept.slice(low);
  }

  leave(subscriber: TopicSubscriber): void {
    this.subscribers.delete(subscriber);
    if (this.subscribers.size > 0) return;
    this.stop.abort();
    this.options.onEmpty(this);
  }

  private async begin(head: string | null): Promise<void> {
    const at = head ?? (await this.newest());
    this.head = at;
    this.start = at;
    void this.follow(at);
  }

  private async follow(from: string): Promise<void> {
    let at = from;
    let end = await this.tail.waitBeyond(at, this.stop.signal);
    while (end !== null) {
      try {
        const page = await this.readNext(at, end);
        if (this.stop.signal.aborted) return;
        this.keep(page.frames);
        if (page.endCursor === at) await pause(NOT_YET_MS, undefined, { ref: false });
        at = page.endCursor;
        this.head = at;
        await this.deliver();
        if (!page.hasNextPage) end = await this.tail.waitBeyond(at, this.stop.signal);
      } catch (error) {
        if (error instanceof SubscriptionFailed) return this.fail(error.errors);
        await pause(this.retryMs, undefined, { ref: false });
        if (this.stop.signal.aborted) return;
      }
    }
  }

  /** Reads at the expense of the subscriber who has been there for the longest time. */
  private readNext(at: string, end: string): Promise<EventPage> {
    const [first] = this.subscribers;
    const read = () => this.read(at, end);
    return first ? this.options.readLive(first.identity, this.pageCost, read) : read();
  }

  private keep(frames: readonly EventFrame[]): void {
    for (const frame of frames) {
      this.kept.push(frame);
      this.keptLength += frame.payload.length;
    }
    let excess = 0;
    while (
      this.kept.length - excess > KEPT_EVENTS ||
      (this.keptLength > KEPT_LENGTH && excess < this.kept.length - 1)
    ) {
      this.keptLength -= (this.kept[excess] as EventFrame).payload.length;
      excess += 1;
    }
    if (excess === 0) return;
    this.start = (this.kept[excess - 1] as EventFrame).cursor;
    this.kept.splice(0, excess);
  }

  private async deliver(): Promise<void> {
    let count = 0;
    for (const subscriber of [...this.subscribers]) {
      subscriber.pull();
      count += 1;
      if (count % SUBSCRIBERS_PER_TURN === 0) await setImmediate();
    }
  }

  private fail(errors: readonly GraphQLFormattedError[]): void {
    for (const subscriber of [...this.subscribers]) subscriber.end({ type: 'failed', errors });
  }
}
