import { z } from 'zod';
import { define } from './definitions';

const matching = (pattern: RegExp, error: string) => z.string().regex(pattern, { error });

/** Text of at least one character. */
export const text = (description: string) => z.string().min(1, { error: 'must not be empty' }).describe(description);

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const KEBAB_CASE_ERROR = 'must be lower-case words joined by hyphens, such as "annual-report"';

export const entryKey = define(
  'key',
  'Identifies an entry of this file. Lower-case words joined by hyphens; unique among all keys of the file. Name the thing that is meant, not its position.',
  matching(KEBAB_CASE, KEBAB_CASE_ERROR),
);

export const slug = define(
  'slug',
  'Public, permanent name in a URL. Lower-case ASCII words joined by hyphens.',
  matching(KEBAB_CASE, KEBAB_CASE_ERROR),
);

/** Unique slugs. */
export const slugs = (description: string) =>
  z
    .array(slug)
    .refine((items) => new Set(items).size === items.length, { error: 'must not contain the same slug twice' })
    .meta({ description, uniqueItems: true });

export const language = define(
  'language',
  'BCP 47 language tag of a text, such as "fr".',
  matching(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, such as "fr"'),
);

export const url = define(
  'url',
  'Absolute http or https URL.',
  matching(/^https?:\/\/[^\s]+$/, 'must be an absolute http or https URL'),
);

export const country = define(
  'country',
  'ISO 3166-1 alpha-2 country code, such as "FR".',
  matching(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 country code, such as "FR"'),
);

export const edtf = define(
  'edtf',
  'A date as precise as it is known, in EDTF level 1: 1998, 2011-07, 2012-07-11, ../2015, 2010/2011 or 2011~.',
  matching(
    /^(\.\.\/)?\d{4}(-\d{2}(-\d{2})?)?[~?%]?(\/(\.\.|\d{4}(-\d{2}(-\d{2})?)?[~?%]?))?$/,
    'must be a date in EDTF, such as 1998, 2011-07, 2012-07-11, ../2015 or 2011~',
  ),
);

export const propertyKey = define(
  'propertyKey',
  'Key of a fact property in snake_case. The property defines the kind of value and the unit.',
  matching(
    /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
    'must be the key of a property in snake_case, such as "return_to_work_rate"',
  ),
);

export const datePhrase = define(
  'datePhrase',
  'A date: EDTF, or a phrase of the document that the parser can read.',
  z.string().min(1, { error: 'must not be empty' }),
);

export const dimensions = define(
  'dimensions',
  'What the statement is limited to, by name of the dimension: {"network": "agents"}.',
  z.record(matching(/^[a-z][a-zA-Z]*$/, 'must be a name in camelCase'), text('Value of the dimension.')),
);

/** Position in a list. */
export const position = z.int().min(1, { error: 'must be 1 or more' }).describe('Position in the list, from 1.');
