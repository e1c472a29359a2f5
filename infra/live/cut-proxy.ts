import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from '../random';

/** A TCP proxy whose connections can be cut: the clients see a lost connection, as on a network that fails. */
export interface CutProxy {
  readonly url: string;
  /** Cuts about half of the open connections. Returns how many. */
  cut(random: Random): number;
  /** Cuts all open connections. */
  cutAll(): void;
  close(): Promise<void>;
}

/** A connection to the first of `ports` that accepts one; null if none does. */
const connectToAny = async (ports: readonly number[]): Promise<Socket | null> => {
  for (const port of ports) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch {
      socket.destroy();
    }
  }
  return null;
};

/**
 * Opens a proxy in front of `ports` on this machine. Connections go to each of them in turn; where a port accepts none, to the
 * next one. The list may be changed at any time: it says where new connections go.
 */
export const openCutProxy = async (ports: readonly number[]): Promise<CutProxy> => {
  const open = new Set<Socket>();
  let turn = 0;
  const serve = async (client: Socket): Promise<void> => {
    open.add(client);
    let target: Socket | null = null;
    const end = (): void => {
      open.delete(client);
      client.destroy();
      target?.destroy();
    };
    client.on('error', end).on('close', end);
    turn = (turn + 1) % ports.length;
    target = await connectToAny([...ports.slice(turn), ...ports.slice(0, turn)]);
    if (!target || client.destroyed) return end();
    target.on('error', end);
    // The client still gets what its side has sent.
    target.on('close', () => client.destroySoon());
    client.pipe(target);
    target.pipe(client);
  };
  const server = createServer((client) => void serve(client));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (random) => {
      const cut = [...open].filter(() => random.integer(0, 1) === 1);
      for (const socket of cut) socket.resetAndDestroy();
      return cut.length;
    },
    cutAll: () => {
      for (const socket of open) socket.resetAndDestroy();
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
