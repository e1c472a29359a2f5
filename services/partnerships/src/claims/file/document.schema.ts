import { z } from 'zod';
import { SourceKind } from '../../source/source.enums';
import { citation, citationShape, originKey } from './citation.schema';
import { define } from './definitions';
import { datePhrase, edtf, entryKey, language, slug, slugs, text, url } from './formats.schema';

const sourceShape = {
  kind: define('sourceKind', 'Kind of source.', z.enum(SourceKind)),
  publisher: z.string().nullable().describe('Who published it. Null: not known.'),
  url: url.nullable().describe('Where it can be read; the URL of the site if the page is not known. Null: not known.'),
  published: edtf.nullable().describe('When it was published. Null: not known.'),
  originKey,
};

const claimedSource = z
  .strictObject({
    ...sourceShape,
    originKey: originKey.describe('Origin of every statement of the document that names no other.'),
  })
  .describe('The document as a source of facts.');
export type ClaimedSource = z.infer<typeof claimedSource>;

export const publication = define(
  'publication',
  'A publication outside of this community.',
  z.strictObject({
    key: entryKey,
    title: text('Its title, or a short description.'),
    lang: language.describe('BCP 47 language tag. Defaults to the language of the document.').optional(),
    ...sourceShape,
  }),
);
export type ClaimedPublication = z.infer<typeof publication>;

export const claimedDocument = z
  .strictObject({
    kind: z
      .enum(['ARTICLE', 'NEWS', 'EVENT', 'GOOD_PRACTICE', 'CHALLENGE'])
      .describe('Kind of post that the page becomes. A page cannot become an EVENT or a CHALLENGE.'),
    slug: slug.describe('Slug of the post. Defaults to one made from the title.').optional(),
    publishedAt: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, { error: 'must be a UTC time such as "2012-07-11T08:00:00Z"' })
      .nullable()
      .describe(
        'Publication time of the post in this community: RFC 3339, UTC. Not a date of the text. Null or absent: the time of the import.',
      )
      .optional(),
    lang: language
      .describe(
        'Language of the page, BCP 47. Absent: it is detected, which needs at least 15 letters. Numbers and dates are read in French and English.',
      )
      .optional(),
    source: claimedSource,
    byline: citation.describe('The words in which the document names its author. Absent: it names none.').optional(),
    written: z
      .strictObject({ date: datePhrase, ...citationShape })
      .describe('When the document says that it was written. Absent: it does not say.')
      .optional(),
    topics: slugs('Slugs of the topics of the post.'),
    reportsOn: entryKey.nullable().describe('Key of the event that the post reports on. Null: none.'),
  })
  .describe('The page that is imported.');
