import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import type { LoggedEvent } from './logged-event.entity';

/** What a service does about what happens in another. */
export interface EventConsumer {
  /** Names its checkpoint, for ever: under another name it would begin anew. */
  readonly name: string;
  /** Name of the subgraph whose log it reads; also the name of that one's schema, whose channel wakes it. */
  readonly source: string;
  /** Only these types; it passes by the others. All unless told. */
  readonly types?: readonly string[];
  /**
   * Writes what follows from `event`, through `tx` alone: then it counts once, however often it is tried. Where it
   * throws, nothing is written and it is tried again, later and later; no later event is handled before.
   */
  handle(tx: EntityManager, event: LoggedEvent, clock: Clock): Promise<void>;
}

/** How fast consumers go, in milliseconds and events. */
export interface ConsumerTiming {
  /** Between two looks at a log that nobody woke us for. */
  readonly pollMs: number;
  /** Before an event that failed is tried again; doubled each time. */
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** Events read at once. */
  readonly batch: number;
}

export const defaultConsumerTiming: ConsumerTiming = {
  pollMs: 1000,
  firstRetryMs: 1000,
  longestRetryMs: 60_000,
  batch: 100,
};
