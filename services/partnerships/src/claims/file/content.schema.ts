import { z } from 'zod';
import { citation, citationShape, introductionShape, occurrence, passage, writtenShape } from './citation.schema';
import { define } from './definitions';
import { identityShape } from './identity.schema';
import { datePhrase, entryKey, language, position, slug, slugs, text } from './formats.schema';

export const topic = define(
  'topic',
  'A topic of the document.',
  z.strictObject({
    slug,
    labels: z
      .strictObject({ fr: text('In French.'), en: text('In English.') })
      .describe('Its name in each language. A label, a definition or a relation that the topic has already stays.'),
    definition: z
      .union(
        [z.strictObject({ ...citationShape, lang: language }), z.strictObject({ ...writtenShape, lang: language })],
        {
          error:
            'must be { "quote", "lang" } with words of the document, or { "text", "lang", "wording": "REVIEWER", "reviewer" } with words of a reviewer',
        },
      )
      .describe('The words in which the document defines it, or a definition that a reviewer wrote.')
      .optional(),
    broader: slugs('Slugs of broader topics.').optional(),
    related: slugs('Slugs of related topics.').optional(),
  }),
);

export const series = define(
  'series',
  'A series of events. The existing one with this name, unless both have an organiser and these differ.',
  z.strictObject({
    key: entryKey,
    name: text('Its name.'),
    organiser: entryKey.describe('Key of the organisation that organises it.'),
    ...identityShape,
    ...introductionShape,
  }),
);
export type ClaimedSeries = z.infer<typeof series>;

const speaker = define(
  'speaker',
  'A speaker of an event.',
  z.strictObject({
    position,
    person: entryKey.describe('Key of the person.'),
    organisation: entryKey.nullable().describe('Key of the organisation that the person speaks for. Null: none.'),
    title: z.string().nullable().describe('Title in the words of the document. Null: none.'),
    ...citationShape,
  }),
);

export const event = define(
  'event',
  'An event. It becomes a post of its own.',
  z.strictObject({
    key: entryKey,
    title: text('Title, in our words.'),
    slug,
    lang: language.describe('BCP 47 language tag of title, summary and body.'),
    summary: passage.nullable().describe('Summary. One sentence. Null or absent: none.').optional(),
    body: passage.describe(
      'What the event is: a passage of the document, or a plain text of a reviewer that states nothing else.',
    ),
    series: entryKey.nullable().describe('Key of the series that it belongs to. Null: none.'),
    theme: citation.describe('The words in which the document gives its theme.'),
    when: z
      .strictObject({ date: datePhrase, ...citationShape })
      .describe('When it took place, according to the document.'),
    place: z.string().nullable().describe('Where it took place. Null: not known.'),
    organisers: z.array(entryKey).describe('Keys of the organisations that organised it.'),
    topics: slugs('Slugs of its topics.'),
    speakers: z.array(speaker).describe('Its speakers, in the order of the document.'),
    ...introductionShape,
  }),
);
export type ClaimedEvent = z.infer<typeof event>;

export const mention = define(
  'mention',
  'A passage of the body that refers to a subject without using one of its names.',
  z.strictObject({
    target: entryKey.describe('Key of the person, organisation, programme or partnership.'),
    surface: text('The words of the document.'),
    quote: citationShape.quote
      .describe('A longer passage that contains the words once. `occurrence` then counts this passage.')
      .optional(),
    occurrence: occurrence.optional(),
  }),
);
export type ClaimedMention = z.infer<typeof mention>;
