import { z } from 'zod';
import { FactMeasure } from '../../fact/fact.enums';
import { citationShape, reviewShape } from './citation.schema';
import { define } from './definitions';
import { country, datePhrase, dimensions, entryKey, propertyKey, text } from './formats.schema';

const value = define(
  'value',
  'The value of a claim. Exactly one kind: quantity, date, text, entity or boolean.',
  z.union(
    [
      z
        .strictObject({
          quantity: text(
            'The part of the quote that is parsed into a number or a range. The file never contains the parsed number.',
          ),
          unit: text('Code of an existing unit; `1` for a share.'),
        })
        .describe('A number or a range with its unit.'),
      z.strictObject({ date: datePhrase }).describe('A date.'),
      z
        .strictObject({
          text: text('The part of the quote that is meant. Defaults to the whole quote.').optional(),
          quoted: z.boolean().describe('True if the document itself puts the words in quotation marks.'),
          saidBy: entryKey
            .nullable()
            .describe('Key of the speaker that the document names. Null or absent: the author of the document.')
            .optional(),
        })
        .describe('A text.'),
      z
        .strictObject({ entity: entryKey.describe('Key of the organisation, person, programme or partnership.') })
        .describe('Another subject of this file.'),
      z.strictObject({ boolean: z.boolean().describe('True for yes, false for no.') }).describe('Yes or no.'),
    ],
    {
      error:
        'must be one of { "quantity", "unit" }, { "date" }, { "quoted", "text", "saidBy" }, { "entity" } and { "boolean" }',
    },
  ),
);
export type ClaimedValue = z.infer<typeof value>;

const phrase = (description: string) => datePhrase.nullable().describe(description).optional();

const claimShape = {
  key: entryKey,
  subject: entryKey.describe('Key of the organisation, person, programme or partnership that the claim is about.'),
  property: propertyKey,
  measure: z
    .enum(FactMeasure)
    .describe('What the value measures. The tense of the quote decides between ACTUAL and TARGET.'),
  due: phrase('Deadline of a TARGET. Null or absent: none is given.'),
  from: phrase('Start of the period in which it is true. Null or absent: not known.'),
  to: phrase('End of the period in which it is true. Null or absent: it has not ended, or it is not known.'),
  country: country.nullable().describe('Country that it is limited to. Null or absent: not limited.').optional(),
  dimensions: dimensions.optional(),
  ...reviewShape,
  derivedFrom: z.array(entryKey).describe('Keys of the claims that this one was calculated from.').optional(),
  lists: z
    .strictObject({
      declared: z.int().min(0, { error: 'must be 0 or more' }).describe('The number that the document declares.'),
      items: z.array(entryKey).describe('Keys of the claims, axes or criteria that are counted, in order.'),
    })
    .describe('For a declared count: the items that it counts. A list of another length is refused.')
    .optional(),
  ...citationShape,
};

export const claim = define(
  'claim',
  'One statement about one subject.',
  z.discriminatedUnion(
    'presence',
    [
      z.strictObject({
        ...claimShape,
        presence: z.literal('VALUE').describe('The document gives the value.'),
        value,
      }),
      z.strictObject({
        ...claimShape,
        presence: z
          .enum(['UNKNOWN', 'NONE'])
          .describe(
            'UNKNOWN: there is a value, but the document does not give it. NONE: the document says there is none.',
          ),
        value: z
          .never({ error: 'must be left out, unless "presence" is VALUE' })
          .describe('Not allowed with this presence.')
          .optional(),
      }),
    ],
    { error: 'must be one of VALUE, UNKNOWN, NONE' },
  ),
);
export type Claim = z.infer<typeof claim>;
