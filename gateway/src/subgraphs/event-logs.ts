import { type CallProcedure, followCopy, type Logger, type NatsLink, openNats } from '@wizness/kernel';
import { copiedLogReader, serviceLogReader } from '../subscriptions/log-reader';
import { createLogTail, type LogTail } from '../subscriptions/log-tail';
import { createWatchAccess, type WatchAccess } from '../subscriptions/watch-access';

export interface EventLogs {
  /** The end of the event log of a service. Throws if no subgraph has that name. */
  tailOf(service: string): LogTail;
  /** Reports members whose access has changed; null in a graph without the service `accessOwner`. */
  readonly watchAccess: WatchAccess | null;
  close(): Promise<void>;
}

export interface EventLogOptions {
  /** Calls the internal procedures of each service. */
  readonly services: readonly { readonly service: string; readonly call: CallProcedure }[];
  /** The service in whose log the access of members changes. */
  readonly accessOwner: string;
  /** Deadline of one call, in milliseconds. */
  readonly timeoutMs: number;
  /** Where the copies of the logs are. Null: the logs are read from the services alone. `close` closes it. */
  readonly nats: NatsLink | null;
}

/** Begins to connect to the servers of NATS; null if there are none. */
export const openNatsAt = (url: string | undefined, log: Logger): NatsLink | null =>
  url === undefined ? null : openNats(url, 'wizness-gateway', log);

/** The event logs of all services: from their copies in NATS, or from the services. */
export const openEventLogs = ({ services, accessOwner, timeoutMs, nats }: EventLogOptions): EventLogs => {
  const logs = services.map(({ service, call }) => {
    const own = serviceLogReader(call, timeoutMs);
    const copied = nats && copiedLogReader(() => followCopy(service, nats), own);
    const reader = copied ?? own;
    return { service, reader, tail: createLogTail(service, reader), close: async () => copied?.close() };
  });
  const ofAccess = logs.find(({ service }) => service === accessOwner);
  return {
    tailOf: (service) => {
      const log = logs.find((each) => each.service === service);
      if (!log) throw new Error(`There is no subgraph ${service}.`);
      return log.tail;
    },
    watchAccess: ofAccess ? createWatchAccess(ofAccess.tail, ofAccess.reader) : null,
    close: async () => {
      await Promise.all(logs.map(({ close }) => close()));
      await nats?.close();
    },
  };
};
