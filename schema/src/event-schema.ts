import { eventsJsonSchema } from '@wizness/kernel';
import type { SchemaFiles } from './files';

/** The file `events.json`: the event types of all services as JSON Schema, from the catalogue of the kernel. */
export const printEventSchema = (): SchemaFiles =>
  new Map([['events.json', `${JSON.stringify(eventsJsonSchema(), null, 2)}\n`]]);
