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

/** Opens a proxy in front of `port` on this machine. */
export const openCutProxy = async (port: number): Promise<CutProxy> => {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(port, '127.0.0.1');
    open.add(client);
    const end = (): void => {
      open.delete(client);
      client.destroy();
      target.destroy();
    };
    for (const socket of [client, target]) socket.on('error', end).on('close', end);
    client.pipe(target);
    target.pipe(client);
  });
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
