import type { ConsumerMessages } from '@nats-io/jetstream';
import type { LoggedEvent } from '../event-log/logged-event.entity';
import { createWakeableSleep } from '../event-log/wakeable-sleep';
import { EVENT } from '../event-log/events-procedure';
import { type CopiedEvent, POSITION_HEADER, streamOf } from './log-copy';
import type { NatsLink, NatsSession } from './nats-link';

/**
 * The newest part of the copy of a log in NATS, as far as this process has got it. It is behind the log, by little if all is well.
 * Whoever needs more reads the log.
 */
export interface CopiedLog {
  /** Position of the newest event; null while nothing comes from NATS. */
  newest(): number | null;
  /** Resolves when `newest` is not `position` any more, or `ms` milliseconds have passed. */
  waitBeyond(position: number, ms: number): Promise<void>;
  /** Up to `limit` events after a position, in order; null if this process does not hold all of them. */
  read(after: number, limit: number): readonly LoggedEvent[] | null;
  close(): Promise<void>;
}

/** Events that are held, and the length of their texts together. */
const HELD_EVENTS = 1024;
const HELD_LENGTH = 1_000_000;
/** Pause before a stream that cannot be read is asked for again, in milliseconds. */
const RETRY_MS = 500;
/** How often NATS says that it has nothing new, in milliseconds. Without two of these, it is not believed any more. */
const HEARTBEAT_MS = 2000;

/** What NATS says although all is well. */
const IS_WELL: ReadonlySet<string> = new Set(['next', 'heartbeat', 'debug', 'discard', 'flow_control']);
/** What it says when the stream is gone. In another one of that name, messages have other numbers. */
const IS_GONE: ReadonlySet<string> = new Set(['stream_not_found', 'consumer_deleted']);

/** Events without a gap, the last ones of a log. */
const createWindow = () => {
  let held: Omit<CopiedEvent, 'sequence'>[] = [];
  let length = 0;
  const restart = (): void => {
    held = [];
    length = 0;
  };
  return {
    newest: (): number | null => held.at(-1)?.position ?? null,
    take: (position: number, text: string): void => {
      const newest = held.at(-1)?.position ?? position - 1;
      // Published again by a relay that did not learn that the stream had taken it.
      if (position <= newest && held.some((each) => each.position === position && each.text === text)) return;
      // Behind a gap, or of a log that was replaced, a new window begins.
      if (position !== newest + 1) restart();
      held.push({ position, text });
      length += text.length;
      while (held.length > HELD_EVENTS || (length > HELD_LENGTH && held.length > 1))
        length -= held.shift()?.text.length ?? 0;
    },
    after: (position: number, limit: number): readonly LoggedEvent[] | null => {
      const [oldest] = held;
      if (!oldest || position < oldest.position - 1) return null;
      const found = held.filter((each) => each.position > position).slice(0, limit);
      return found.some(({ text }) => text === '') ? null : found.map(({ text }) => EVENT.parse(JSON.parse(text)));
    },
  };
};

/** Begins to follow the copy of the log of a service. */
export const followCopy = (service: string, nats: NatsLink): CopiedLog => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const window = createWindow();
  const sleeping = new Set<() => void>();
  /** The epoch of the connection when NATS last said that all is well; null if it says otherwise. */
  let wellAt: number | null = null;
  let open: ConsumerMessages | null = null;

  const wake = (): void => {
    for (const each of sleeping) each();
  };

  const watch = async (messages: ConsumerMessages): Promise<void> => {
    for await (const { type } of messages.status()) {
      wellAt = IS_WELL.has(type) ? nats.epoch() : null;
      if (wellAt === null) wake();
      if (IS_GONE.has(type)) void messages.close();
    }
  };

  /** Resolves when the stream can be followed no more. */
  const follow = async ({ client }: NatsSession): Promise<void> => {
    // Ordered: the client asks again for what it has missed.
    const consumer = await client.consumers.get(streamOf(service), { deliver_policy: 'last' });
    open = await consumer.consume({ idle_heartbeat: HEARTBEAT_MS, expires: 10 * HEARTBEAT_MS });
    if (signal.aborted) void open.close();
    void watch(open);
    for await (const message of open) {
      window.take(Number(message.headers?.get(POSITION_HEADER)), message.string());
      wellAt = nats.epoch();
      wake();
    }
    await consumer.delete().catch(() => undefined);
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const session = nats.session();
      // The service is asked meanwhile, and its relay creates the stream.
      if (session) await follow(session).catch(() => undefined);
      wellAt = null;
      wake();
      await createWakeableSleep().sleep(RETRY_MS, signal);
    }
  };
  const ended = run();

  const newest = (): number | null =>
    wellAt !== null && wellAt === nats.epoch() && nats.session() !== null ? window.newest() : null;

  return {
    newest,
    waitBeyond: async (position, ms) => {
      const deadline = performance.now() + ms;
      const sleep = createWakeableSleep();
      sleeping.add(sleep.wake);
      try {
        for (let left = ms; left > 0 && newest() === position && !signal.aborted; left = deadline - performance.now())
          await sleep.sleep(left, signal);
      } finally {
        sleeping.delete(sleep.wake);
      }
    },
    read: window.after,
    close: async () => {
      stopping.abort();
      await open?.close();
      await ended;
    },
  };
};
