import { z } from 'zod';
import { FactValueKind } from '../../property/property.enums';
import { text } from './formats.schema';

const key = (description: string) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, { error: 'must be lower-case words joined by underscores, such as "people_trained"' })
    .describe(description);

const labels = z
  .record(z.string(), z.string().min(1))
  .refine((texts) => texts['fr'] !== undefined && texts['en'] !== undefined, {
    error: 'must have a French and an English label: {"fr": "…", "en": "…"}',
  })
  .describe('Names for readers by language. French and English at least.');

const unitCode = text('Permanent code of a unit, such as "platform" or "EUR".');

const unit = z
  .strictObject({
    code: unitCode,
    labels,
    dimension: text('What it measures. Units of one dimension can be converted if both have a factor.').optional(),
    factor: z
      .string()
      .regex(/^\d+(\.\d+)?$/, { error: 'must be a decimal number as text, such as "1000"' })
      .describe('How many base units of the dimension it is. Left out: no conversion.')
      .optional(),
  })
  .describe('A unit. Without a dimension it has one of its own.');

const property = z
  .strictObject({
    key: key('Permanent key of the property.'),
    labels,
    definition: z
      .record(z.string(), z.string().min(1))
      .describe('What exactly is counted or stated, by language.')
      .optional(),
    valueKind: z.enum(FactValueKind).describe('Kind of its values.'),
    unit: unitCode
      .nullable()
      .describe('Code of its unit. Required for QUANTITY, not allowed for other kinds.')
      .optional(),
    per: z.array(unitCode).describe('Units that it counts per, such as ["platform", "year"].').optional(),
    higherIsBetter: z.boolean().nullable().describe('Whether more is better. Null: neither.').optional(),
    additive: z.boolean().describe('Whether values of several subjects may be added. Defaults to no.').optional(),
    accumulates: z
      .boolean()
      .describe(
        'Whether values of several periods may be added: yes for money spent, no for what is counted at a date or per year. Defaults to no.',
      )
      .optional(),
  })
  .describe('A property.');

export const vocabulary = z
  .strictObject({
    units: z.array(unit).describe('Units that do not exist yet.').optional(),
    properties: z.array(property).describe('Properties that do not exist yet.').optional(),
  })
  .describe(
    'Properties and units that the claims use beyond those that exist. One that exists stays as it is; with another kind of value, unit or dimension it is refused.',
  );
