import { z } from 'zod';
import { eventCatalogue } from './catalogue';
import type { EventDefinition } from './definition';

const schemaOf = ([type, { owner, version, meaning, subject, payload }]: readonly [string, EventDefinition]) => {
  const event = z
    .object({
      position: z.int().min(1).describe('Place in the log of the owner: 1 for the first event, then 2, without gaps.'),
      type: z.literal(type),
      subject: z.string().describe(subject),
      payload,
      occurredAt: z.string().meta({ format: 'date-time', description: 'When it happened: RFC 3339, UTC.' }),
    })
    .meta({ title: type, description: meaning, owner, version });
  // As input: a reader accepts fields that a later version adds.
  const { $schema: _, ...schema } = z.toJSONSchema(event, { io: 'input' });
  return [type, schema] as const;
};

/**
 * The catalogue as one JSON Schema (draft 2020-12): a logged event matches one of `$defs`, which are sorted by type.
 * Each has its `owner` and `version` as annotations.
 */
export const eventsJsonSchema = (): object => {
  const definitions = Object.entries(eventCatalogue).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:wizness-graph:events',
    title: 'Events',
    description: 'The events in the logs of the services. An old event keeps matching the schema of its type.',
    oneOf: definitions.map(([type]) => ({ $ref: `#/$defs/${type}` })),
    $defs: Object.fromEntries(definitions.map(schemaOf)),
  };
};
