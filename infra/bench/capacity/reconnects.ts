import type { Random } from '../../random';

export interface ReconnectOptions {
  readonly gateways: number;
  readonly subscribersPerGateway: number;
  /** How many of the gateways end at time 0, and do not come back. */
  readonly lost: number;
  /** Processor time of a gateway for one connection, in milliseconds. */
  readonly connectMs: number;
  /** Share of the time of each gateway that deliveries take: from 0 to 1, excluded. */
  readonly busyShare: number;
  /** A client that is not served within this time gives up, waits, and tries again. */
  readonly timeoutMs: number;
  /** How long a client waits before its attempt with this number, which begins at 0. */
  readonly waitMs: (attempt: number, random: Random) => number;
  readonly random: Random;
}

export interface Reconnects {
  readonly clients: number;
  /** When half of the clients, 99 % and all of them are connected again, in milliseconds. */
  readonly halfMs: number;
  readonly mostMs: number;
  readonly allMs: number;
  readonly attemptsPerClient: number;
  /** Most connections that wait for one gateway at the same time. */
  readonly longestQueue: number;
}

const SLOT_MS = 10;

/** Times in slots of {@link SLOT_MS}; the clients of a slot are a linked list, because there may be millions. */
const createAgenda = (clients: number) => {
  const following = new Int32Array(clients);
  const firsts: number[] = [];
  return {
    add: (client: number, atMs: number): void => {
      const slot = Math.floor(atMs / SLOT_MS);
      following[client] = firsts[slot] ?? -1;
      firsts[slot] = client;
    },
    /** The clients of the slots, in the order of time; `add` may be called for later slots meanwhile. */
    *entries(): Generator<[client: number, atMs: number]> {
      for (let slot = 0; slot < firsts.length; slot += 1) {
        for (let client = firsts[slot] ?? -1; client !== -1; ) {
          const next = following[client] ?? -1;
          yield [client, slot * SLOT_MS];
          client = next;
        }
      }
    },
  };
};

/**
 * Simulates how the subscribers of lost gateways connect to the others, each attempt to one that a load balancer chooses at
 * random. A gateway serves connections one after the other, beside its deliveries.
 */
export const simulateReconnects = (options: ReconnectOptions): Reconnects => {
  const { gateways, subscribersPerGateway, lost, connectMs, busyShare, timeoutMs, waitMs, random } = options;
  const clients = lost * subscribersPerGateway;
  const remaining = gateways - lost;
  const servedMs = connectMs / (1 - busyShare);
  const freeAt = new Float64Array(remaining);
  const attempts = new Uint16Array(clients);
  const connectedAt = new Float64Array(clients);
  const agenda = createAgenda(clients);
  let total = 0;
  let longestWait = 0;

  for (let client = 0; client < clients; client += 1) agenda.add(client, waitMs(0, random));
  for (const [client, now] of agenda.entries()) {
    const gateway = random.integer(0, remaining - 1);
    const start = Math.max(now, freeAt[gateway] ?? 0);
    const attempt = attempts[client] ?? 0;
    attempts[client] = attempt + 1;
    total += 1;
    longestWait = Math.max(longestWait, Math.min(start - now, timeoutMs));
    if (start + servedMs - now > timeoutMs) {
      agenda.add(client, now + timeoutMs + waitMs(attempt + 1, random));
    } else {
      freeAt[gateway] = start + servedMs;
      connectedAt[client] = start + servedMs;
    }
  }
  connectedAt.sort();
  const at = (share: number): number => connectedAt[Math.max(0, Math.ceil(clients * share) - 1)] ?? 0;
  return {
    clients,
    halfMs: at(0.5),
    mostMs: at(0.99),
    allMs: at(1),
    attemptsPerClient: total / clients,
    longestQueue: Math.round(longestWait / servedMs),
  };
};
