import { eventsJsonSchema } from '@wizness/kernel';
import { claimsJsonSchema } from '@wizness/partnerships';
import type { SchemaFiles } from './files';

/** The JSON Schemas of the events in the services' logs and of a claims file, from the schemas in the code. */
export const printJsonSchemas = (): SchemaFiles =>
  new Map(
    Object.entries({ 'events.json': eventsJsonSchema(), 'claims.schema.json': claimsJsonSchema() }).map(
      ([path, schema]) => [path, `${JSON.stringify(schema, null, 2)}\n`],
    ),
  );
