import { Wording } from '@wizness/kernel';
import { z } from 'zod';
import { Confidence, FactRank, FactStatus } from '../../fact/fact.enums';
import { DataIssueCode } from '../../parsing/issue';
import { RoleCode } from '../../person/person.enums';
import { define } from './definitions';
import { edtf, entryKey, language, propertyKey, text } from './formats.schema';

const quote = define(
  'quote',
  'Words of the document, verbatim, or `#NAME`: the text of the span NAME in the file given with --spans.',
  z.string().min(1, { error: 'must not be empty' }),
);

export const occurrence = define(
  'occurrence',
  'Which occurrence of the quote in the whole document is meant, from 1. Required only if there is more than one.',
  z.int().min(1, { error: 'must be 1 or more' }),
);

export const originKey = define(
  'originKey',
  'Names who said it first. Use the same key for all copies of a statement, in all files: statements with one origin count as one independent source. Defaults to the origin of `source`, or else of the document.',
  z.string().min(1, { error: 'must not be empty' }),
);

const sourceKey = entryKey.describe(
  'Key of the publication in `sources` that the document reports on with this quote. The quote is still located in this document.',
);

/** Properties of a citation, for entries that carry their citation themselves. */
export const citationShape = {
  quote,
  occurrence: occurrence.optional(),
  lang: language
    .describe(
      'Language of the quote, in which its numbers and dates are read. Defaults to the language of the document.',
    )
    .optional(),
  source: sourceKey.optional(),
  originKey: originKey.optional(),
};

export const citation = define('citation', 'A passage of the document.', z.strictObject(citationShape));
export type ClaimedCitation = z.infer<typeof citation>;

/** Properties of a text that a reviewer may have written. */
export const writtenShape = {
  text: text('The text: words of the document, or of the reviewer if `wording` is REVIEWER.'),
  wording: z
    .enum(Wording)
    .describe('Whose words `text` is. Absent: SOURCE, and the document must contain them.')
    .optional(),
  reviewer: text('Name of the person who wrote it. Required if `wording` is REVIEWER.').optional(),
};

const writtenText = define('writtenText', 'A text with whose words it is.', z.strictObject(writtenShape));
export type ClaimedWrittenText = z.infer<typeof writtenText>;

export const passage = z.union([text('Words of the document, verbatim.'), citation, writtenText], {
  error:
    'must be words of the document, or { "quote" } with them, or { "text", "wording": "REVIEWER", "reviewer" } with words of a reviewer',
});
export type ClaimedPassage = z.infer<typeof passage>;

/** The quote that introduces an entry of which no fact is made. */
export const introductionShape = {
  quote: quote
    .describe('The words that introduce it in the document. They must be found, although no fact is made of them.')
    .optional(),
  occurrence: occurrence.optional(),
};

/** A period of validity in EDTF. */
export const periodShape = {
  since: edtf.nullable().describe('When it began. Null or absent: not known.').optional(),
  until: edtf.nullable().describe('When it ended. Null or absent: it has not ended, or it is not known.').optional(),
};

export const roleCode = define('roleCode', 'The role as a code that programs can compare.', z.enum(RoleCode));

const issue = define(
  'issue',
  'A doubt of the reviewer. The parsers of numbers and dates add their own.',
  z.strictObject({
    code: z.enum(DataIssueCode).describe('Kind of doubt.'),
    message: text('What is doubtful, in one sentence for a reader.'),
  }),
);

const contradiction = define(
  'contradiction',
  'Facts of other documents that cannot be true together with this one, by subject and property.',
  z.strictObject({
    subject: entryKey.describe('Key, in this file, of the subject of the contradicted facts.'),
    property: propertyKey,
    roleCode: roleCode
      .describe('Limits it to affiliations with this role. For the property `affiliation` only.')
      .optional(),
  }),
);
export type ClaimedContradiction = z.infer<typeof contradiction>;

/** What the reviewer says about a statement. */
export const reviewShape = {
  confidence: z
    .enum(Confidence)
    .describe('How sure the reviewer is that the statement is true. Defaults to MEDIUM.')
    .optional(),
  rank: z.enum(FactRank).describe('Preference among several statements. Defaults to NORMAL.').optional(),
  status: z.enum(FactStatus).describe('Result of the review. Defaults to ACCEPTED.').optional(),
  issues: z.array(issue).describe('Doubts of the reviewer.').optional(),
  contradicts: z
    .array(contradiction)
    .describe('Facts of other documents that cannot be true together with this one. Both are kept.')
    .optional(),
  alsoCited: z
    .array(citation)
    .describe('Other passages of the document that make the same statement. They add citations, not facts.')
    .optional(),
};
