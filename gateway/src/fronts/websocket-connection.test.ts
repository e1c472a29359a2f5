import { EventEmitter } from 'node:events';
import { anonymous, createLogger } from '@wizness/kernel';
import type { ClientConnection, GatewayContext } from '../pipeline/context';
import { WebSocketConnection } from './websocket-connection';

/** A socket of a client that takes nothing of what is sent, until `take` is called. */
class UnreadSocket extends EventEmitter {
  bufferedAmount = 0;
  isPaused = false;
  readonly sent: string[] = [];
  private pending: (() => void)[] = [];

  send(text: string, onSent?: () => void): void {
    this.sent.push(text);
    this.bufferedAmount += text.length;
    if (onSent) this.pending.push(onSent);
  }

  pause(): void {
    this.isPaused = true;
  }

  close(): void {
    this.emit('close');
  }

  terminate(): void {
    this.emit('close');
  }

  resume(): void {
    this.isPaused = false;
  }

  take(): void {
    this.bufferedAmount = 0;
    for (const done of this.pending.splice(0)) done();
  }
}

const connect = (socket: UnreadSocket, pipeline: object | null = null) => {
  const caller = { requestId: 'r', authorization: undefined, address: '192.0.2.1', userAgent: 'x', acceptLanguage: '' };
  return new WebSocketConnection(socket as never, caller, {
    pipeline: pipeline as never,
    subscribe: null as never,
    authenticate: async () => anonymous,
    requireLiveIdentity: async () => anonymous,
    log: createLogger('gateway', 'silent'),
  });
};

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('What a client does not read keeps its turn, and nothing more is read of the client meanwhile', async () => {
  const socket = new UnreadSocket();
  const connections: ClientConnection[] = [];
  const pipeline = {
    readForStream: async (_: unknown, { connection }: GatewayContext) => {
      connections.push(connection);
      return { operation: { operation: 'query' } };
    },
    runChecked: async () => ({ data: null }),
    stringify: () => JSON.stringify({ data: 'x'.repeat(500_000) }),
  };
  const client = connect(socket, pipeline);
  const receive = async (message: object): Promise<void> => {
    socket.emit('message', Buffer.from(JSON.stringify(message)), false);
    await settle();
  };
  await receive({ type: 'connection_init' });
  await receive({ id: 'a', type: 'subscribe', payload: { query: '{ posts }' } });
  expect(socket.sent.map((text) => (JSON.parse(text) as { type: string }).type)).toEqual([
    'connection_ack',
    'next',
    'complete',
  ]);
  const [connection] = connections;
  expect([connection?.isClosed, socket.isPaused]).toEqual([false, true]);
  socket.take();
  expect([connection?.isClosed, socket.isPaused]).toEqual([true, false]);
  client.restart();
});

test.each([
  ['that is read late, because the process was busy, opens the connection', true],
  ['that never comes closes it', false],
])('A first message %s', async (_, comes) => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const socket = new UnreadSocket();
  let isClosed = false;
  socket.on('close', () => {
    isClosed = true;
  });
  const client = connect(socket);
  jest.advanceTimersByTime(3000);
  if (comes) socket.emit('message', Buffer.from('{"type":"connection_init"}'), false);
  await settle();
  expect([isClosed, socket.sent]).toEqual(comes ? [false, ['{"type":"connection_ack"}']] : [true, []]);
  jest.useRealTimers();
  client.restart();
});
