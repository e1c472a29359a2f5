import type { ClientConnection } from './context';

/** Work of one caller that runs, and that waits for its turn. */
interface Turns {
  running: number;
  readonly waiting: { readonly weight: number; start(): void }[];
}

/** Ends a turn. Call it once. */
type EndTurn = () => void;

/**
 * Waits for the turn of a caller's work of some weight. Null if too much waits already, or `connection` is closed first; it is
 * null for work that goes on without its client.
 */
export type TakeTurn = (caller: string, weight: number, connection: ClientConnection | null) => Promise<EndTurn | null>;

/**
 * Lets work of one caller run at once as long as its weights add up to at most `capacity`, in the order in which it came;
 * heavier work counts as `capacity`. The rest waits: at most `maxWaiting` of each caller. Callers do not wait for each other.
 */
export const createTurns = (capacity: number, maxWaiting: number): TakeTurn => {
  const callers = new Map<string, Turns>();
  const startWaiting = (turns: Turns): void => {
    for (let next = turns.waiting[0]; next && turns.running + next.weight <= capacity; next = turns.waiting[0]) {
      turns.waiting.shift();
      turns.running += next.weight;
      next.start();
    }
  };
  return async (caller, given, connection) => {
    const weight = Math.min(given, capacity);
    const turns = callers.get(caller) ?? { running: 0, waiting: [] };
    if (turns.waiting.length >= maxWaiting || connection?.isClosed) return null;
    callers.set(caller, turns);
    const end = (): void => {
      turns.running -= weight;
      startWaiting(turns);
      if (turns.running === 0) callers.delete(caller);
    };
    if (turns.waiting.length === 0 && turns.running + weight <= capacity) {
      turns.running += weight;
      return end;
    }
    const isStarted = await new Promise<boolean>((resolve) => {
      const entry = { weight, start: () => resolve(true) };
      connection?.onClose(() => {
        const place = turns.waiting.indexOf(entry);
        if (place < 0) return;
        turns.waiting.splice(place, 1);
        startWaiting(turns);
        resolve(false);
      });
      turns.waiting.push(entry);
    });
    return isStarted ? end : null;
  };
};
