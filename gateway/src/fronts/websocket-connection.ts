import type { Logger } from '@wizness/kernel';
import { OperationTypeNode } from 'graphql';
import {
  CloseCode,
  type CompleteMessage,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';
import type { RawData, WebSocket } from 'ws';
import type { Authenticate, Caller } from '../pipeline/authenticate';
import { isUnauthenticated } from '../pipeline/challenge';
import { ClientConnection, type GatewayContext } from '../pipeline/context';
import type { RequireLiveIdentity } from '../pipeline/live-identity';
import type { createPipeline } from '../pipeline/respond';
import type { Receiver } from '../subscriptions/receiver';
import type { Subscriber } from '../subscriptions/subscriber';
import { LAGGED, type Subscribe } from './subscribe';
import { authorizationIn, textOf, tooManyOperations } from './websocket-messages';

/** Close codes besides those of the protocol. The stock client comes back after them, and not after its other codes. */
const RESTART = 1012;
const TRY_AGAIN_LATER = 1013;

/** A client that has not sent `connection_init` after this long is disconnected. */
const INIT_MS = 3000;

/** Bytes that may wait for a client before its subscriptions pause. */
const MAX_BUFFERED_BYTES = 256 * 1024;

/** How long a client that is disconnected may take to read the rest, in milliseconds. */
const LINGER_MS = 1000;

/** Operations that one connection runs at the same time. */
const MAX_OPERATIONS = 100;

export interface ConnectionOptions {
  readonly pipeline: ReturnType<typeof createPipeline>;
  readonly subscribe: Subscribe;
  readonly authenticate: Authenticate;
  readonly requireLiveIdentity: RequireLiveIdentity;
  readonly log: Logger;
}

/** An operation that has not ended: its subscription, or what tells a query or mutation that its client needs it no more. */
interface RunningOperation {
  readonly connection: ClientConnection;
  subscriber: Subscriber | null;
}

/** One connection with a client of the protocol `graphql-transport-ws`. `sent` is what its HTTP request says about the client. */
export class WebSocketConnection {
  private readonly operations = new Map<string, RunningOperation>();
  private caller: Caller;
  private state: 'new' | 'authenticating' | 'open' | 'closed' = 'new';
  private readonly initTimer: NodeJS.Timeout;

  constructor(
    private readonly socket: WebSocket,
    sent: Caller,
    private readonly options: ConnectionOptions,
  ) {
    this.caller = sent;
    const { ConnectionInitialisationTimeout: code } = CloseCode;
    const end = () => this.state === 'new' && this.close(code, 'Connection initialisation timeout');
    // What has arrived while this process was busy is read first.
    this.initTimer = setTimeout(() => setImmediate(end), INIT_MS);
    socket.on('error', () => undefined);
    socket.on('close', () => this.release());
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
  }

  /** Disconnects the client, which comes back to this server or to another one. */
  restart(): void {
    this.close(RESTART, 'Service restart');
  }

  private close(code: number, reason: string): void {
    if (this.state === 'closed') return;
    this.release();
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), LINGER_MS).unref();
  }

  private release(): void {
    clearTimeout(this.initTimer);
    this.state = 'closed';
    for (const operation of this.operations.values()) {
      operation.subscriber?.close();
      operation.connection.close();
    }
    this.operations.clear();
  }

  private send(message: Message): void {
    this.write(JSON.stringify(message));
  }

  /** Nothing more is read of a client that does not read either: it could fill the memory with what it does not take. */
  private write(text: string, onSent?: () => void): void {
    const { socket } = this;
    socket.send(text, () => {
      onSent?.();
      if (socket.isPaused && socket.bufferedAmount <= MAX_BUFFERED_BYTES / 2) socket.resume();
    });
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.pause();
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.state === 'closed') return;
    let message: Message;
    try {
      if (isBinary) throw new Error('A message is text');
      message = parseMessage(textOf(data));
    } catch (error) {
      return this.close(CloseCode.BadRequest, error instanceof Error ? error.message.slice(0, 100) : 'Invalid message');
    }
    switch (message.type) {
      case MessageType.ConnectionInit:
        return void this.initialise(message.payload);
      case MessageType.Ping:
        return this.send({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) });
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        return void this.run(message);
      case MessageType.Complete:
        return this.stop(message);
      default:
        return this.close(CloseCode.BadRequest, `Unexpected message of type ${message.type} received`);
    }
  }

  /** The current identity of the client. Closes the connection, and returns null, if it has none. */
  private async authenticate() {
    const { authenticate, requireLiveIdentity, log } = this.options;
    let code: number = CloseCode.Forbidden;
    try {
      const identity = await authenticate(this.caller);
      code = CloseCode.Unauthorized;
      const { requestId } = this.caller;
      return await requireLiveIdentity({ identity, requestId }, { operation: OperationTypeNode.SUBSCRIPTION });
    } catch (error) {
      if (!isUnauthenticated(error)) {
        log.warn(
          { err: error, requestId: this.caller.requestId },
          'the client of a WebSocket could not be authenticated',
        );
        this.close(TRY_AGAIN_LATER, 'Try again later');
      } else if (code === CloseCode.Forbidden) this.close(code, 'Forbidden');
      else this.close(code, 'Unauthorized');
      return null;
    }
  }

  private async initialise(payload: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    if (this.state !== 'new')
      return this.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    clearTimeout(this.initTimer);
    this.state = 'authenticating';
    this.caller = { ...this.caller, authorization: authorizationIn(payload) ?? this.caller.authorization };
    const identity = await this.authenticate();
    if (!identity || this.state !== 'authenticating') return;
    this.state = 'open';
    this.send({ type: MessageType.ConnectionAck });
  }

  private async run({ id, payload }: SubscribeMessage): Promise<void> {
    if (this.state !== 'open') return this.close(CloseCode.Unauthorized, 'Unauthorized');
    if (this.operations.has(id))
      return this.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id} already exists`);
    if (this.operations.size >= MAX_OPERATIONS) return this.send(tooManyOperations(id, MAX_OPERATIONS));
    const own: RunningOperation = { connection: new ClientConnection(true), subscriber: null };
    this.operations.set(id, own);
    const { pipeline, subscribe } = this.options;
    const isRunning = (): boolean => this.operations.get(id) === own;
    try {
      const identity = await this.authenticate();
      if (!identity || !isRunning()) return;
      const context: GatewayContext = { requestId: this.caller.requestId, identity, connection: own.connection };
      const sent = { method: 'POST', body: payload, queryString: '', contentType: undefined };
      const operation = await pipeline.readForStream(sent, context);
      if (!isRunning()) return;
      if (operation.operation?.operation === OperationTypeNode.SUBSCRIPTION) {
        own.subscriber = subscribe.prepare(operation, context, this.caller)(this.receiverOf(id));
        return;
      }
      const result = pipeline.stringify(await pipeline.runChecked(operation));
      if (!isRunning()) return;
      this.operations.delete(id);
      const text = `{"id":${JSON.stringify(id)},"type":"next","payload":${result.trimEnd()}}`;
      this.write(text, () => own.connection.close());
      this.send({ id, type: MessageType.Complete });
    } catch (error) {
      own.connection.close();
      if (!isRunning()) return;
      this.operations.delete(id);
      this.send({ id, type: MessageType.Error, payload: pipeline.toRefusal(error).errors as never });
    }
  }

  private stop({ id }: CompleteMessage): void {
    const operation = this.operations.get(id);
    this.operations.delete(id);
    operation?.subscriber?.close();
    operation?.connection.close();
  }

  private receiverOf(id: string): Receiver {
    const { socket } = this;
    const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
    const write = (text: string): boolean => {
      if (socket.bufferedAmount <= MAX_BUFFERED_BYTES) {
        socket.send(text);
        return true;
      }
      socket.send(text, () => this.resume());
      return false;
    };
    return {
      event: ({ payload }) => write(`${head}${payload}}`),
      position: (cursor) =>
        write(JSON.stringify({ type: MessageType.Ping, ...(cursor !== null && { payload: { id, cursor } }) })),
      end: (end) => {
        this.operations.delete(id);
        switch (end.type) {
          case 'failed':
            return this.send({ id, type: MessageType.Error, payload: end.errors as never });
          case 'lagged':
            this.send({ id, type: MessageType.Error, payload: LAGGED as never });
            return void setTimeout(() => {
              if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
            }, LINGER_MS).unref();
          case 'expired':
            return this.close(CloseCode.Forbidden, 'Forbidden');
          case 'signed-out':
            return this.close(CloseCode.Unauthorized, 'Unauthorized');
          case 'stopped':
            return this.restart();
        }
      },
    };
  }

  private resume(): void {
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES / 2) return;
    for (const { subscriber } of this.operations.values()) subscriber?.resume();
  }
}
