import { z } from 'zod';
import type { LoggedEvent } from '../logged-event.entity';

/** The contract of one event type. */
export interface EventDefinition {
  /** Name of the service whose log has these events. */
  readonly owner: string;
  /** 1 for a new type. Add 1 with each change of the payload, and a sample of the new payload to the test. */
  readonly version: number;
  /** What happened, in one sentence. */
  readonly meaning: string;
  /** What the event's `subject` identifies. */
  readonly subject: string;
  /**
   * Ids and plain values only: the log is kept for weeks and read by other services, so text written by people does not
   * belong in it. Old events stay in the log: a new field is optional, and no field is removed or narrowed.
   */
  readonly payload: z.ZodObject;
}

/** Event types by name: `PostPublished`. */
export type EventDefinitions = Readonly<Record<string, EventDefinition>>;

export type TypeIn<Catalogue extends EventDefinitions> = keyof Catalogue & string;

type Payload<Definition extends EventDefinition> = Readonly<z.output<Definition['payload']>>;

/** Optional where the payload has no required field. */
type PayloadField<Fields> =
  Record<never, never> extends Fields ? { readonly payload?: Fields } : { readonly payload: Fields };

/** An event to append, one shape for each type. */
export type NewEventOf<Catalogue extends EventDefinitions> = {
  [Type in TypeIn<Catalogue>]: { readonly type: Type; readonly subject: string } & PayloadField<
    Payload<Catalogue[Type]>
  >;
}[TypeIn<Catalogue>];

/** An event read from a log, with the payload of its type. */
export type EventOf<Catalogue extends EventDefinitions, Type extends TypeIn<Catalogue> = TypeIn<Catalogue>> = {
  [One in Type]: Omit<LoggedEvent, 'type' | 'payload'> & {
    readonly type: One;
    readonly payload: Payload<Catalogue[One]>;
  };
}[Type];

const definitionOf = (catalogue: EventDefinitions, type: string): EventDefinition => {
  const definition = Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
  if (!definition) throw new Error(`The event type ${type} is not in the catalogue (event-log/events): add it there.`);
  return definition;
};

/**
 * The payload of an event that is to be appended; `{}` by default. Throws an Error that names the event and each wrong
 * field where the payload does not match its schema, or has a field that the schema does not name.
 */
export const checkNewPayload = (
  catalogue: EventDefinitions,
  { type, subject, payload = {} }: { readonly type: string; readonly subject: string; readonly payload?: object },
): object => {
  const { success, data, error } = definitionOf(catalogue, type).payload.strict().safeParse(payload);
  if (success) return data;
  const faults = z.prettifyError(error);
  throw new Error(`The payload of ${type} (${subject}) does not match its schema. No event was appended.\n${faults}`);
};

/**
 * The event with its payload read by today's schema; fields that the schema does not name are dropped. Throws an Error
 * that names the event and each wrong field where the payload does not match.
 */
export const readPayload = <Catalogue extends EventDefinitions, Type extends TypeIn<Catalogue>>(
  catalogue: Catalogue,
  event: LoggedEvent,
): EventOf<Catalogue, Type> => {
  const { position, type, subject } = event;
  const { success, data, error } = definitionOf(catalogue, type).payload.safeParse(event.payload);
  if (success) return { ...event, payload: data } as unknown as EventOf<Catalogue, Type>;
  const faults = z.prettifyError(error);
  throw new Error(`The payload of event ${position} (${type} of ${subject}) does not match its schema.\n${faults}`);
};
