import type { EntityManager } from 'typeorm';
import type { Clock } from '../values/clock';
import { eventCatalogue } from './events/catalogue';
import { type EventDefinitions, type EventOf, readPayload, type TypeIn } from './events/definition';
import type { LoggedEvent } from './logged-event.entity';

/** What a service does when something happens in another one. Make it with {@link defineConsumer}. */
export interface EventConsumer {
  /** Checkpoint key. Never rename it: the consumer would restart from the oldest event. */
  readonly name: string;
  /** Name of the subgraph whose log it reads. */
  readonly source: string;
  /** The event types that it handles. It skips the others. */
  readonly types: readonly string[];
  /** Handles one event of these types as it was read from the log. */
  handle(tx: EntityManager, event: LoggedEvent, clock: Clock): Promise<void>;
}

export interface ConsumerDefinition<Catalogue extends EventDefinitions, Type extends TypeIn<Catalogue>> {
  readonly name: string;
  readonly source: string;
  readonly types: readonly Type[];
  /**
   * Writes the effects of `event` through `tx` only, so that they are written exactly once, however often the event is
   * retried. If it throws, nothing is written, the event is retried with increasing delays, and no later event is handled.
   */
  handle(tx: EntityManager, event: EventOf<Catalogue, Type>, clock: Clock): Promise<void>;
}

/** As {@link defineConsumer}, for the event types of `catalogue`. */
export const defineConsumerOf =
  <Catalogue extends EventDefinitions>(catalogue: Catalogue) =>
  <Type extends TypeIn<Catalogue>>(definition: ConsumerDefinition<Catalogue, Type>): EventConsumer => {
    const { name, source, types } = definition;
    const foreign = types.find((type) => catalogue[type]?.owner !== source);
    if (foreign) throw new Error(`The consumer ${name} handles ${foreign}, which the log of ${source} does not have.`);
    return {
      name,
      source,
      types,
      handle: async (tx, event, clock) => definition.handle(tx, readPayload<Catalogue, Type>(catalogue, event), clock),
    };
  };

/**
 * A consumer of event types of the catalogue: `handle` gets their typed payloads. An event whose payload does not match
 * its schema is an error that names it, and is retried like any other. Throws an Error where `source` does not own a type.
 */
export const defineConsumer = defineConsumerOf(eventCatalogue);

/** How fast consumers work: milliseconds and numbers of events. */
export interface ConsumerTiming {
  /** Time between two reads of a log that sent no wake-up. */
  readonly pollMs: number;
  /** Time before a failed event is retried the first time; doubled with each retry. */
  readonly firstRetryMs: number;
  /** Longest time between two retries. */
  readonly longestRetryMs: number;
  /** Events per read. */
  readonly batch: number;
}

export const defaultConsumerTiming: ConsumerTiming = {
  pollMs: 1000,
  firstRetryMs: 1000,
  longestRetryMs: 60_000,
  batch: 100,
};
