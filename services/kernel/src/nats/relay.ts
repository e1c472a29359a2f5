import { GraphQLError } from 'graphql';
import type { ConsumerLease } from '../event-log/consumer-lease';
import type { OwnEventSource } from '../event-log/event-source';
import type { LoggedEvent } from '../event-log/logged-event.entity';
import { createWakeableSleep } from '../event-log/wakeable-sleep';
import type { Logger } from '../runtime/log';
import { openStream, readLast, replaceStream, subjectOf, textOf } from './log-copy';
import type { NatsLink, NatsSession } from './nats-link';

export interface RelayOptions {
  /** The service whose log is copied. */
  readonly service: string;
  readonly source: OwnEventSource;
  readonly lease: ConsumerLease;
  readonly nats: NatsLink;
  /** Time between two reads of a log that sent no wake-up, in milliseconds. */
  readonly pollMs: number;
  readonly log: Logger;
}

export interface RunningRelay {
  /** Reads the log now. */
  wake(): void;
  /** Position up to which the log is copied; null if another process copies it, or NATS cannot be reached. */
  position(): number | null;
  stop(): Promise<void>;
}

/** How far the copy is. */
interface Place {
  readonly position: number;
  /** Number of the last message in the stream. */
  readonly sequence: number;
}

const LEASE = 'relay to NATS';
/** Pause after a failure, in milliseconds. */
const RETRY_MS = 500;
const EVENTS_PER_READ = 500;
/** Room for the subject and the headers of a message, in bytes. */
const HEADER_BYTES = 1024;

/** Whether the log has the event that the stream ends with. If not, the log was replaced, for example by an older backup. */
const hasEvent = async (source: OwnEventSource, position: number, text: string): Promise<boolean> => {
  try {
    const [event] = await source.read(position - 1, 1);
    return event?.position === position && (text === '' || textOf(event) === text);
  } catch (error) {
    // A coded error: the log does not reach that far, or not back to it.
    if (error instanceof GraphQLError) return false;
    throw error;
  }
};

/**
 * Where to continue. A stream that is new, or has to be replaced, begins with the newest event: readers learn from it how far
 * the log is, and read what is before it from the service.
 */
const findPlace = async (session: NatsSession, { service, source, log }: RelayOptions): Promise<Place> => {
  const sequence = await openStream(session, service);
  const last = await readLast(session, service);
  if (last && (await hasEvent(source, last.position, last.text))) return last;
  const position = Math.max((await source.newest()) - 1, 0);
  if (!last) return { position, sequence };
  log.warn({ service, last: last.position }, 'the copy of the event log in NATS has another end: it is begun again');
  await replaceStream(session, service);
  return { position, sequence: 0 };
};

/**
 * Publishes events. The stream takes each only behind the one before it, so that a relay that lost its lease and still runs
 * cannot disturb the order. Rejects if it does not take all of them.
 */
const publish = async (
  { client, maxBytes }: NatsSession,
  service: string,
  events: readonly LoggedEvent[],
  from: Place,
): Promise<Place> => {
  const send = (event: LoggedEvent, lastSequence: number) => {
    const text = textOf(event);
    const body = Buffer.byteLength(text) + HEADER_BYTES > maxBytes ? '' : text;
    return client.publish(subjectOf(service), body, { msgID: String(event.position), expect: { lastSequence } });
  };
  const [first, ...others] = events;
  if (!first) return from;
  const { seq, duplicate } = await send(first, from.sequence);
  // Of a duplicate, `seq` is the place of the one that another relay added, or of one that the stream has lost since.
  const sequence = duplicate ? Math.max(seq, from.sequence) : seq;
  await Promise.all(others.map((event, index) => send(event, sequence + index)));
  return { position: events.at(-1)?.position ?? from.position, sequence: sequence + others.length };
};

/**
 * Copies the log of a service to NATS until it is stopped. Any number of processes may run one: the lease lets one of them read
 * the log, and the order of the stream does not depend on it.
 */
export const startRelay = (options: RelayOptions): RunningRelay => {
  const { service, source, lease, nats, pollMs, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const untilPoll = createWakeableSleep();
  let place: Place | null = null;

  /** Copies what there is. Returns whether there may be more. */
  const copy = async (session: NatsSession): Promise<boolean> => {
    place ??= await findPlace(session, options);
    const events = await source.read(place.position, EVENTS_PER_READ);
    place = await publish(session, service, events, place);
    return events.length === EVENTS_PER_READ;
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const session = nats.session();
        const isOurs = session !== null && (await lease.acquire(LEASE));
        if (!isOurs) place = null;
        if (!isOurs || !(await copy(session))) await untilPoll.sleep(pollMs, signal);
      } catch (error) {
        place = null;
        if (!signal.aborted) log.info({ err: error, service }, 'the event log could not be copied to NATS');
        await createWakeableSleep().sleep(RETRY_MS, signal);
      }
    }
  };
  const ended = run();

  return {
    wake: untilPoll.wake,
    position: () => place?.position ?? null,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};
