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
  /** Maximum number of events in one transaction. No limit of its own if absent. */
  readonly maxBatch?: number;
  /**
   * Handles events of these types as they were read from the log, in order, and returns how many of them: all, or fewer
   * once `mayContinue` returns false. Rejects with {@link EventFailed} if the faulty event is known, otherwise with any
   * error. The caller then rolls the transaction back.
   */
  handle(tx: EntityManager, events: readonly LoggedEvent[], clock: Clock, mayContinue?: () => boolean): Promise<number>;
}

/** The effects of an event could not be written. `index` is its place in the batch, from 0. */
export class EventFailed extends Error {
  constructor(
    { position, type, subject }: LoggedEvent,
    readonly index: number,
    cause: unknown,
  ) {
    super(`Event ${position} (${type} of ${subject}) failed.`, { cause });
  }
}

interface DefinitionBase<Type> {
  readonly name: string;
  readonly source: string;
  readonly types: readonly Type[];
  /** Maximum number of events in one transaction: 1 if an event locks many rows. Defaults to no limit of its own. */
  readonly maxBatch?: number;
}

/**
 * How a consumer handles events: one by one with `handle`, or several at once with `handleAll`, for set-based statements.
 * Both write through `tx` only, so that effects are written exactly once, however often an event is retried. If they
 * throw, nothing of the transaction is written. The event that fails alone is retried with increasing delays, and no later
 * event is handled before it succeeds.
 *
 * `handleAll` gets at least one event, in the order of the log. Several may have the same subject. It must have the same
 * effect as handling them one by one, and locks rows in the order of their keys, because requests run at the same time.
 */
export type ConsumerDefinition<
  Catalogue extends EventDefinitions,
  Type extends TypeIn<Catalogue>,
> = DefinitionBase<Type> &
  (
    | { handle(tx: EntityManager, event: EventOf<Catalogue, Type>, clock: Clock): Promise<void> }
    | { handleAll(tx: EntityManager, events: readonly EventOf<Catalogue, Type>[], clock: Clock): Promise<void> }
  );

/** Runs `work` for the event at `index` of a batch. Rejects with {@link EventFailed}. */
const blaming = async <Result>(
  event: LoggedEvent,
  index: number,
  work: () => Result | Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (cause) {
    throw new EventFailed(event, index, cause);
  }
};

/** As {@link defineConsumer}, for the event types of `catalogue`. */
export const defineConsumerOf =
  <Catalogue extends EventDefinitions>(catalogue: Catalogue) =>
  <Type extends TypeIn<Catalogue>>(definition: ConsumerDefinition<Catalogue, Type>): EventConsumer => {
    const { name, source, types, maxBatch } = definition;
    const foreign = types.find((type) => catalogue[type]?.owner !== source);
    if (foreign) throw new Error(`The consumer ${name} handles ${foreign}, which the log of ${source} does not have.`);
    const handle: EventConsumer['handle'] = async (tx, events, clock, mayContinue = () => true) => {
      const typed: EventOf<Catalogue, Type>[] = [];
      for (const [index, event] of events.entries()) {
        if ('handle' in definition && index > 0 && !mayContinue()) return index;
        const read = await blaming(event, index, () => readPayload<Catalogue, Type>(catalogue, event));
        if ('handle' in definition) await blaming(event, index, () => definition.handle(tx, read, clock));
        typed.push(read);
      }
      if ('handleAll' in definition) await definition.handleAll(tx, typed, clock);
      return events.length;
    };
    return { name, source, types, ...(maxBatch !== undefined && { maxBatch }), handle };
  };

/**
 * A consumer of event types of the catalogue: it gets their typed payloads. An event whose payload does not match
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
  /** Events per read, and per transaction at most. */
  readonly batch: number;
  /** Time after which a transaction takes no further event, so that it holds its locks no longer. */
  readonly transactionMs: number;
}

export const defaultConsumerTiming: ConsumerTiming = {
  pollMs: 1000,
  firstRetryMs: 1000,
  longestRetryMs: 60_000,
  batch: 250,
  transactionMs: 250,
};
