import { type Client, escapeIdentifier } from 'pg';
import { readDatabaseAddress } from '../data/database-address';
import { PrimaryClient } from '../data/primary-client';
import type { ServiceLogin } from '../data/service-login';

const TIMEOUT_MS = 10_000;

export interface WakeListenerOptions {
  /** Connection string of the database. */
  readonly url: string;
  readonly login: ServiceLogin;
  /** Schema of the service whose consumers are woken. */
  readonly schema: string;
  readonly channels: readonly string[];
  /** Called with the channel on which a log announced new events. */
  readonly onWake: (channel: string) => void;
}

/**
 * One connection outside the pool that listens for new events. It is opened by the first call of `use`, and again by the
 * next one after it was lost. Events announced in between are found by the read that follows.
 */
export interface WakeListener {
  /** Runs `work` on the listening connection. Rejects, and drops the connection, if connecting or `work` fails. */
  use<Result>(work: (client: Client) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

interface Connection {
  readonly client: Client;
  /** Ends when the work before has ended, at first the connecting: the driver takes one statement at a time. */
  turn: Promise<unknown>;
}

const listen = async (client: Client, channels: readonly string[]): Promise<void> => {
  await client.connect();
  for (const channel of channels) await client.query(`LISTEN ${escapeIdentifier(channel)}`);
};

export const createWakeListener = ({ url, login, schema, channels, onWake }: WakeListenerOptions): WakeListener => {
  let current: Connection | null = null;

  const drop = (client: Client): void => {
    if (current?.client === client) current = null;
    void client.end().catch(() => undefined);
  };

  const connect = (): Connection => {
    const client = new PrimaryClient({
      ...readDatabaseAddress(url),
      ...login,
      application_name: `wizness-${schema}-consumers`,
      keepAlive: true,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    });
    client.on('error', () => drop(client));
    client.on('notification', ({ channel }) => onWake(channel));
    return { client, turn: listen(client, channels) };
  };

  return {
    use: async (work) => {
      current ??= connect();
      const connection = current;
      const { client } = connection;
      const result = connection.turn.then(() => work(client));
      connection.turn = result.catch(() => undefined);
      try {
        return await result;
      } catch (error) {
        drop(client);
        throw error;
      }
    },
    close: async () => {
      await current?.client.end();
      current = null;
    },
  };
};
