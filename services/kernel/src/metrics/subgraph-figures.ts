import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { bytesBefore, readEndOfLog } from '../data/log-position';
import type { Standby } from '../data/standby';
import type { Storage } from '../data/storage';
import { readCheckpoint } from '../event-log/checkpoint';
import type { EventConsumer } from '../event-log/consumer';
import type { EventSources } from '../event-log/event-source';
import { LoggedEvent } from '../event-log/logged-event.entity';
import type { Clock } from '../values/clock';

/** How far a consumer of events is. */
export interface ConsumerFigures {
  readonly name: string;
  /** The service whose log it reads. */
  readonly source: string;
  /** Position of the last event that it has handled; 0 if it has not begun. */
  readonly position: number;
  /** Seconds since the oldest event that it has not handled; 0 if there is none, null if that log cannot be read. */
  readonly lagSeconds: number | null;
}

/** How far a standby is behind the primary. */
export interface StandbyFigures {
  readonly isUp: boolean;
  /** Bytes of the write-ahead log that it has not replayed; null if it is not up. */
  readonly lagBytes: number | null;
  /** Seconds since the last transaction that it has replayed, 0 if it has replayed all; null if that is not known. */
  readonly lagSeconds: number | null;
}

/** What an operator wants to know about a running service. */
export interface SubgraphFigures {
  /** Database connections for requests, and requests that wait for one. */
  readonly connections: { readonly used: number; readonly idle: number; readonly waiting: number };
  /** Null if no standby is read. */
  readonly standby: StandbyFigures | null;
  /** Position of the last event in the service's own log; null if it has no log. */
  readonly logPosition: number | null;
  /** Position up to which this process has copied that log to NATS; null if it does not copy it. */
  readonly relayPosition: number | null;
  /** In the order in which the service lists them; empty before its background work has been started. */
  readonly consumers: readonly ConsumerFigures[];
}

export interface FiguresOptions {
  /** The connections for requests. */
  readonly db: DataSource;
  readonly standby: Standby | null;
  /** A connection that requests cannot exhaust. */
  readonly manager: EntityManager;
  readonly storage: Storage;
  readonly consumers: readonly EventConsumer[];
  readonly sources: EventSources;
  readonly clock: Clock;
  readonly relayPosition: number | null;
}

const connectionsOf = ({ driver }: DataSource): SubgraphFigures['connections'] => {
  const { totalCount, idleCount, waitingCount } = (driver as unknown as { readonly master: Pool }).master;
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
};

const readLogPosition = async ({ manager, storage }: FiguresOptions): Promise<number | null> => {
  if (!storage.entities.includes(LoggedEvent)) return null;
  const [end] = await manager.query<{ newest: string | null }[]>('SELECT max(position) AS newest FROM events');
  return Number(end?.newest ?? 0);
};

const readStandby = async ({ standby, manager }: FiguresOptions): Promise<StandbyFigures | null> => {
  if (!standby) return null;
  const { isUp, replayed, age } = standby.state();
  if (!isUp || replayed === null) return { isUp, lagBytes: null, lagSeconds: null };
  const end = bytesBefore(await readEndOfLog(manager)) ?? 0n;
  const lagBytes = Math.max(0, Number(end - (bytesBefore(replayed) ?? 0n)));
  return { isUp, lagBytes, lagSeconds: lagBytes === 0 ? 0 : age };
};

const readConsumer = async (
  { name, source }: EventConsumer,
  { manager, sources, clock }: FiguresOptions,
): Promise<ConsumerFigures> => {
  const position = (await readCheckpoint(manager, name)) ?? 0;
  try {
    const [next] = (await sources[source]?.read(position, 1)) ?? [];
    const lagSeconds = next ? Math.max(0, (clock.now().getTime() - next.occurredAt.getTime()) / 1000) : 0;
    return { name, source, position, lagSeconds };
  } catch {
    return { name, source, position, lagSeconds: null };
  }
};

/** Reads the figures of a service. Rejects if its database does not respond. */
export const readFigures = async (options: FiguresOptions): Promise<SubgraphFigures> => ({
  connections: connectionsOf(options.db),
  standby: await readStandby(options),
  logPosition: await readLogPosition(options),
  relayPosition: options.relayPosition,
  consumers: await Promise.all(options.consumers.map((consumer) => readConsumer(consumer, options))),
});
