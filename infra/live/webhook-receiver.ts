import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../random';
import { firstDifference, type Reader } from './reader';

/** Deliveries that may be under way when a worker is killed: those that are due, and the next one. */
const IN_FLIGHT = 9;

/** The receiver of a webhook, which is a reader that the product calls. */
export interface WebhookReceiver extends Reader {
  readonly url: string;
  /** How often it has refused a delivery. */
  failures(): number;
  /** Deliveries that arrived again after it had taken them. The number of kills bounds them. */
  repeats(): number;
}

/**
 * Opens a receiver that refuses one delivery in three at its first attempt. The product may send again what was under way when it
 * was killed, with the same id: of `kills` processes.
 */
export const openWebhookReceiver = async (random: Random, kills: number): Promise<WebhookReceiver> => {
  /** Ids in the order of their first attempts. */
  const seen = new Set<string>();
  const taken = new Set<string>();
  let [failures, repeats] = [0, 0];
  const cursorOf = (id: string): string => `content.${id.slice(id.indexOf('_') + 1).padStart(16, '0')}`;
  const server = createServer((request, response) => {
    const id = String(request.headers['webhook-id']);
    const isRefused = !seen.has(id) && random.integer(1, 3) === 1;
    seen.add(id);
    if (isRefused) failures += 1;
    else if (taken.has(id)) repeats += 1;
    else taken.add(id);
    request.resume();
    response.writeHead(isRefused ? 503 : 204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    name: 'a webhook receiver',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    failures: () => failures,
    repeats: () => repeats,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
    isDone: ({ cursors }) => taken.size >= cursors.length,
    problem: ({ cursors }) => {
      const difference = firstDifference([...seen].map(cursorOf), cursors);
      if (difference) return difference;
      if (taken.size < cursors.length) return `${cursors.length - taken.size} events have not been taken.`;
      return repeats > kills * IN_FLIGHT ? `${repeats} events were sent again after ${kills} kills.` : null;
    },
  };
};
