import { setTimeout as pause } from 'node:timers/promises';
import type * as JetStream from '@nats-io/jetstream';
import type * as Transport from '@nats-io/transport-node';
import type { Logger } from '../runtime/log';
import { readNatsAddress } from './nats-address';

/** An open connection to a NATS server with JetStream. */
export interface NatsSession {
  readonly client: JetStream.JetStreamClient;
  readonly manager: JetStream.JetStreamManager;
  /** Largest message that the server takes, in bytes. */
  readonly maxBytes: number;
}

/** The connection of this process to NATS, which is opened again and again until `close`. Nothing here waits for it. */
export interface NatsLink {
  /** Null while there is no connection. */
  session(): NatsSession | null;
  /** Another number whenever the connection was lost meanwhile. */
  epoch(): number;
  close(): Promise<void>;
}

/** Pause before NATS is connected to again, in milliseconds. */
const RETRY_MS = 500;
/** A server that does not respond is left after about twice this, in milliseconds. */
const PING_MS = 2000;
/** Deadline of each request to NATS, in milliseconds. */
const TIMEOUT_MS = 3000;

/** Begins to connect to NATS. `url` is read as by `readNatsAddress`; `name` is shown to operators of NATS. */
export const openNats = (url: string, name: string, log: Logger): NatsLink => {
  // Loaded on use: without NATS_URL, no process needs them.
  const { connect } = require('@nats-io/transport-node') as typeof Transport;
  const { jetstream, jetstreamManager } = require('@nats-io/jetstream') as typeof JetStream;
  const address = readNatsAddress(url);
  const stopping = new AbortController();
  const { signal } = stopping;
  let connection: Transport.NatsConnection | null = null;
  let session: NatsSession | null = null;
  let isConnected = false;
  let epoch = 0;
  let isReported = false;

  const report = (error: unknown): void => {
    if (!isReported && !signal.aborted)
      log.warn({ err: error }, 'NATS cannot be used at the moment: event logs are read from the services');
    isReported = true;
  };

  const lose = (): void => {
    isConnected = false;
    epoch += 1;
  };

  /** Resolves when the client has given up the connection. */
  const runOnce = async (): Promise<void> => {
    const options = { ...address, name, timeout: TIMEOUT_MS, pingInterval: PING_MS, maxPingOut: 2 };
    connection = await connect({ ...options, maxReconnectAttempts: -1, reconnectTimeWait: RETRY_MS });
    if (signal.aborted) return connection.close();
    const { max_payload: maxBytes = Number.POSITIVE_INFINITY } = connection.info ?? {};
    session = { client: jetstream(connection), manager: await jetstreamManager(connection), maxBytes };
    isConnected = true;
    isReported = false;
    log.info('connected to NATS');
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        lose();
        report(new Error('The connection to NATS was lost.'));
      }
      if (type === 'reconnect') {
        isConnected = true;
        isReported = false;
        log.info('connected to NATS again');
      }
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await runOnce().catch(report);
      lose();
      session = null;
      await connection?.close();
      connection = null;
      await pause(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const ended = run();

  return {
    session: () => (isConnected ? session : null),
    epoch: () => epoch,
    close: async () => {
      stopping.abort();
      await connection?.close();
      await ended;
    },
  };
};
