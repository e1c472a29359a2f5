import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Cancellation } from '../pipeline/cancellation';
import { ResponseReader, type TextResponse } from './response-reader';

/** How long an idle connection is used again if the server does not say how long it keeps it, in seconds. */
const DEFAULT_KEEP_ALIVE_SECONDS = 5;
/** A connection is not used in the last second before the server closes it. */
const KEEP_ALIVE_MARGIN_SECONDS = 1;
/**
 * What any connection receives is written here, and read before anything else is received. Large enough for most responses, so that
 * they are read from it in one piece.
 */
const RECEIVED = Buffer.allocUnsafeSlow(256 * 1024);

/** The connection was closed before the response was complete. */
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
  constructor() {
    super('The connection was closed before the response was complete.');
  }
}

/** A request and what becomes of it. */
interface Exchange {
  readonly bytes: string;
  readonly encoding: 'latin1' | 'utf8';
  readonly reader: ResponseReader;
  connection: Connection | null;
  /** Called with the response or why there is none. Later calls change nothing. */
  settle(result: TextResponse | Error): void;
}

/** One HTTP/1.1 connection, which is used for one request after the other. */
class Connection {
  private readonly socket: Socket;
  private exchange: Exchange | null = null;
  /** When it is no longer used, on the clock of `performance.now()`. */
  private usableUntil = 0;

  /** @param onFree Called when a response is complete and the connection can be used again. */
  constructor(
    { protocol, hostname, port }: URL,
    private readonly onFree: (connection: Connection) => void,
    private readonly onClosed: (connection: Connection) => void,
  ) {
    const isTls = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const address = { host, port: Number(port) || (isTls ? 443 : 80) };
    const receive = (bytes: Buffer): void => this.receive(bytes);
    if (isTls) {
      const name = isIP(host) ? {} : { servername: host };
      this.socket = connectTls({ ...address, ...name, ALPNProtocols: ['http/1.1'] }).on('data', receive);
    } else {
      // Without the stream that Node makes of reads.
      const onread = { buffer: RECEIVED, callback: (length: number) => (receive(RECEIVED.subarray(0, length)), true) };
      this.socket = connectTcp({ ...address, onread });
    }
    this.socket.setNoDelay(true);
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('end', () => this.end());
    this.socket.on('close', () => {
      this.fail(new ConnectionLost());
      this.onClosed(this);
    });
  }

  get isUsable(): boolean {
    return !this.socket.destroyed && performance.now() < this.usableUntil;
  }

  send(exchange: Exchange): void {
    this.exchange = exchange;
    exchange.connection = this;
    this.socket.ref();
    this.socket.write(exchange.bytes, exchange.encoding);
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(bytes: Buffer): void {
    // Nothing was asked for: its sender must not answer the next request with it.
    if (!this.exchange) return this.destroy();
    try {
      const response = this.exchange.reader.read(bytes);
      if (response) this.finish(this.exchange, response);
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private finish(exchange: Exchange, response: TextResponse): void {
    const { isReusable, keepAliveSeconds } = exchange.reader;
    this.exchange = null;
    if (isReusable && this.socket.writableLength === 0) {
      const seconds = (keepAliveSeconds ?? DEFAULT_KEEP_ALIVE_SECONDS) - KEEP_ALIVE_MARGIN_SECONDS;
      this.usableUntil = performance.now() + seconds * 1000;
      this.socket.unref();
      this.onFree(this);
    } else this.destroy();
    exchange.settle(response);
  }

  private end(): void {
    const response = this.exchange?.reader.end();
    if (this.exchange && response) this.finish(this.exchange, response);
    else this.fail(new ConnectionLost());
  }

  private fail(error: Error): void {
    const { exchange } = this;
    this.exchange = null;
    this.destroy();
    exchange?.settle(error);
  }
}

/** Request to one server. */
export interface HttpPost {
  readonly path: string;
  /** Lines of headers, each with `\r\n` at its end; without those of the connection and the length of the body. */
  readonly headers: string;
  /** JSON. */
  readonly body: string;
  /** Milliseconds after which it fails with `timeoutReason`. */
  readonly timeoutMs: number;
  readonly timeoutReason: Error;
  /** A larger response is refused as soon as it is known to be. */
  readonly maxResponseBytes: number;
  /** Ends it early. */
  readonly cancellation: Cancellation;
}

/**
 * The connections to one server. At most `max` are open; further requests wait for a free one. Written here, because the client of
 * undici took half of the gateway's time for a small operation.
 */
export class HttpConnections {
  private readonly start: string;
  private readonly open = new Set<Connection>();
  /** The one that was used last is used first. */
  private readonly free: Connection[] = [];
  private readonly waiting: Exchange[] = [];
  private isClosed = false;

  constructor(
    private readonly origin: URL,
    private readonly max: number,
  ) {
    this.start = ` HTTP/1.1\r\nhost: ${origin.host}\r\nconnection: keep-alive\r\ncontent-type: application/json\r\n`;
  }

  /** Sends a POST. Rejects if the connection fails, the response is not valid, or with the reason of a cancellation. */
  post({
    path,
    headers,
    body,
    timeoutMs,
    timeoutReason,
    maxResponseBytes,
    cancellation,
  }: HttpPost): Promise<TextResponse> {
    return new Promise((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const stop = (reason: Error): void => {
        const place = this.waiting.indexOf(exchange);
        if (place >= 0) this.waiting.splice(place, 1);
        exchange.settle(reason);
        exchange.connection?.destroy();
      };
      const timer = setTimeout(stop, timeoutMs, timeoutReason);
      cancellation.add(stop);
      const exchange: Exchange = {
        bytes: `POST ${path}${this.start}${headers}content-length: ${length}\r\n\r\n${body}`,
        encoding: length === body.length ? 'latin1' : 'utf8',
        reader: new ResponseReader(maxResponseBytes),
        connection: null,
        settle: (result) => {
          clearTimeout(timer);
          cancellation.remove(stop);
          if (result instanceof Error) reject(result);
          else resolve(result);
        },
      };
      if (this.isClosed) return exchange.settle(new ConnectionLost());
      this.waiting.push(exchange);
      this.sendWaiting();
    });
  }

  /** Closes all connections, after the work of the gateway has ended. What is still in flight, or posted later, fails. */
  close(): void {
    this.isClosed = true;
    for (const exchange of this.waiting.splice(0)) exchange.settle(new ConnectionLost());
    for (const connection of this.open) connection.destroy();
  }

  private sendWaiting(): void {
    while (this.waiting.length > 0) {
      const connection = this.take();
      if (!connection) return;
      const exchange = this.waiting.shift();
      if (exchange) connection.send(exchange);
    }
  }

  /** A connection that can be used; null if all are in use. */
  private take(): Connection | null {
    for (let free = this.free.pop(); free; free = this.free.pop()) {
      if (free.isUsable) return free;
      free.destroy();
      this.open.delete(free);
    }
    if (this.open.size >= this.max) return null;
    const connection = new Connection(this.origin, this.onFree, this.onClosed);
    this.open.add(connection);
    return connection;
  }

  private readonly onFree = (connection: Connection): void => {
    this.free.push(connection);
    this.sendWaiting();
  };

  private readonly onClosed = (connection: Connection): void => {
    this.open.delete(connection);
    const place = this.free.indexOf(connection);
    if (place >= 0) this.free.splice(place, 1);
    this.sendWaiting();
  };
}
