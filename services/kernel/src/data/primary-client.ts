import pg, { Client, type ClientConfig, Pool, type PoolClient } from 'pg';

/** A server of a database. */
export interface Host {
  readonly host: string;
  readonly port: number;
}

/** Options of a connection. With several hosts, it is opened to the one that accepts writes. */
export interface HostedConfig extends ClientConfig {
  readonly hosts?: readonly Host[];
}

/** How long a server may take to say whether it accepts writes, in milliseconds. */
const PROBE_MS = 2000;

/** read_only_sql_transaction: the error of a standby for a write. */
export const READ_ONLY = '25006';

/** None of the servers of an address accepts writes, at least for the moment. */
class NoPrimary extends Error {
  readonly code = READ_ONLY;
}

/** The server that accepted writes before cannot be reached. The next client looks for the one that does now. */
class PrimaryLost extends Error {}

/** The server that accepts writes, by the hosts of an address: found once for all connections of the process. */
const primaries = new Map<string, Promise<Host>>();

/** Why a server does not accept writes; null if it does. */
const refusalOf = async (config: ClientConfig): Promise<string | null> => {
  const probe = new Client({ ...config, connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS });
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    const { rows } = await probe.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
    return rows[0]?.transaction_read_only === 'off' ? null : 'it is a standby';
  } catch (error) {
    return (error as Error).message;
  } finally {
    void probe.end().catch(() => undefined);
  }
};

/** The first of the hosts that accepts writes. All are asked at once, so that one that hangs does not delay the others. */
const findPrimary = async (hosts: readonly Host[], config: ClientConfig): Promise<Host> => {
  const probes = hosts.map((host) => refusalOf({ ...config, ...host }));
  const refusals: string[] = [];
  for (const [index, host] of hosts.entries()) {
    const refusal = await probes[index];
    if (refusal === null) return host;
    refusals.push(`${host.host}:${host.port} (${refusal})`);
  }
  throw new NoPrimary(`No server accepts writes: ${refusals.join(', ')}.`);
};

/**
 * A client of `pg` that knows several hosts, as libpq does with `target_session_attrs=read-write`: `connect` connects to the one
 * that accepts writes. `pg` itself knows one host. With one host it is an ordinary client.
 */
export class PrimaryClient extends Client {
  private readonly config: HostedConfig;

  constructor(config?: string | HostedConfig) {
    super(config);
    const given = typeof config === 'object' ? config : {};
    // A pool hides the password of its options from copies.
    this.config = { ...given, password: given.password };
    // Without a listener, a lost connection would end the process. A pool listens only once it has been called back: a server that
    // ends may have said so in the packet that accepted the client.
    this.on('error', () => undefined);
  }

  override connect(): Promise<Client>;
  override connect(callback: (error: Error | null) => void): void;
  override connect(callback?: (error: Error | null) => void): Promise<Client> | void {
    const { hosts } = this.config;
    const connecting = hosts ? this.connectToPrimary(hosts) : super.connect();
    if (!callback) return connecting.then(() => this);
    connecting.then(() => callback(null), callback);
  }

  /** Lets the next connection find the primary anew: this one is none any more, or does not respond. */
  forgetPrimary(): void {
    primaries.delete(JSON.stringify(this.config.hosts));
  }

  private async connectToPrimary(hosts: readonly Host[]): Promise<void> {
    const key = JSON.stringify(hosts);
    const known = primaries.get(key);
    const finding = known ?? findPrimary(hosts, this.config);
    primaries.set(key, finding);
    try {
      Object.assign(this, await finding);
      await super.connect();
    } catch (error) {
      if (primaries.get(key) === finding) primaries.delete(key);
      if (known) throw new PrimaryLost((error as Error).message, { cause: error });
      throw error;
    }
  }
}

type Connected = (error: Error | undefined, client: PoolClient | undefined, done: (release?: unknown) => void) => void;

/** A pool whose request for a connection tries a second client if the first one did not reach the primary that was known: a client connects once. */
class PrimaryPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | void {
    if (!callback) {
      return super.connect().catch((error: unknown) => {
        if (error instanceof PrimaryLost) return super.connect();
        throw error;
      });
    }
    super.connect((error, client, done) => {
      if (error instanceof PrimaryLost) super.connect(callback);
      else callback(error, client, done);
    });
  }
}

/** The driver that TypeORM uses, with pools that find a new primary. */
export const primaryDriver: { readonly Pool: typeof Pool } = { ...pg, Pool: PrimaryPool };
