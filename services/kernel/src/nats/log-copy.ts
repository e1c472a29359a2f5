import type { LoggedEvent } from '../event-log/logged-event.entity';
import type { NatsSession } from './nats-link';

// How the log of a service is copied to JetStream: a stream for each service, with one message for each event. The id of
// a message (`Nats-Msg-Id`) is the position of its event; its body is the event as `GET /events` has it, or nothing if that
// is larger than a message may be.

/** Header of a message with the position of its event. */
export const POSITION_HEADER = 'Nats-Msg-Id';

/** The stream with the copy of the log of a service. Operators may create it, with options of their own. */
export const streamOf = (service: string): string => `wizness_${service}`;

/** The subject of all messages of that stream. */
export const subjectOf = (service: string): string => `wizness.${service}.events`;

/** How much a stream holds that the relay creates. What is older is read from the service. */
const LIMITS = { max_msgs: 100_000, max_bytes: 64 * 1024 * 1024 };

/** A message of a stream. */
export interface CopiedEvent {
  readonly position: number;
  readonly text: string;
  /** Number of the message in its stream. */
  readonly sequence: number;
}

export const textOf = ({ position, type, subject, payload, occurredAt }: LoggedEvent): string =>
  JSON.stringify({ position, type, subject, payload, occurredAt });

const NOT_FOUND = new Set([10_037, 10_059]);

const orNullIfMissing = (error: unknown): null => {
  if (NOT_FOUND.has((error as { readonly code?: unknown }).code as number)) return null;
  throw error;
};

const create = ({ manager }: NatsSession, service: string) =>
  manager.streams.add({ name: streamOf(service), subjects: [subjectOf(service)], ...LIMITS, discard: 'old' });

/** Creates the stream of a service unless it exists. Returns the number of its last message, 0 if it never had one. */
export const openStream = async (session: NatsSession, service: string): Promise<number> => {
  const known = await session.manager.streams.info(streamOf(service)).catch(orNullIfMissing);
  const { state } = known ?? (await create(session, service));
  return state.last_seq;
};

/** Replaces a stream by an empty one with the same options. Its message ids would be remembered if it was only emptied. */
export const replaceStream = async ({ manager }: NatsSession, service: string): Promise<void> => {
  const { config } = await manager.streams.info(streamOf(service));
  await manager.streams.delete(streamOf(service));
  await manager.streams.add(config);
};

/** The last message of the stream; null if it has none. */
export const readLast = async ({ manager }: NatsSession, service: string): Promise<CopiedEvent | null> => {
  const found = await manager.streams
    .getMessage(streamOf(service), { last_by_subj: subjectOf(service) })
    .catch(orNullIfMissing);
  if (!found) return null;
  return { position: Number(found.header.get(POSITION_HEADER)), text: found.string(), sequence: found.seq };
};
