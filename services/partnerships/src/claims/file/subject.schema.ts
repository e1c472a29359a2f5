import { Wording } from '@wizness/kernel';
import { z } from 'zod';
import { NameKind, OrganisationKind } from '../../organisation/organisation.enums';
import { ParticipationRole } from '../../participation/participation.enums';
import { PartnershipKind } from '../../partnership/partnership.enums';
import { ProgrammeStatus } from '../../programme/programme.enums';
import { citationShape, introductionShape, periodShape, reviewShape, roleCode } from './citation.schema';
import { define } from './definitions';
import { country, dimensions, entryKey, language, position, text, url } from './formats.schema';
import { identityShape } from './identity.schema';

const organisationName = z
  .strictObject({
    value: text('The name.'),
    kind: z.enum(NameKind).describe('Kind of name.'),
    ...periodShape,
    ...citationShape,
    lang: language.describe('Language of the name, and of its quote. Absent: not known.').optional(),
    quote: citationShape.quote.optional(),
  })
  .describe('A name.');

const identifier = z
  .strictObject({
    scheme: text('The register: FR-SIREN, FR-SIRET, FR-RNA, LEI, VAT, Wikidata, or another one.'),
    value: text('The number in the register. Spaces and dots do not matter; check digits are verified.'),
    uri: url.nullable().describe('URL of the entry. Null or absent: not known.').optional(),
  })
  .describe('An entry in a public register.');

export const organisation = define(
  'organisation',
  'An organisation. It is the existing one that has one of its identifiers, or else its official name, unless something speaks against it: another identifier in the same register, another official name, another country, or another parent. Its names are then added to that one.',
  z.strictObject({
    key: entryKey,
    kind: z.enum(OrganisationKind).describe('Kind of organisation.'),
    names: z
      .array(organisationName)
      .min(1, { error: 'must contain at least one name' })
      .describe('All its names in the document. The first OFFICIAL one is displayed.'),
    homepage: url
      .nullable()
      .describe('URL of its own site. Do not take it from the label of a link alone. Null or absent: not known.')
      .optional(),
    country: country.nullable().describe('Country of its seat. Null or absent: not known.').optional(),
    parent: entryKey
      .nullable()
      .describe('Key of the organisation that it is part of. Null or absent: none.')
      .optional(),
    identifiers: z.array(identifier).describe('Its entries in public registers.').optional(),
    ...identityShape,
  }),
);
export type ClaimedOrganisation = z.infer<typeof organisation>;

const affiliation = define(
  'affiliation',
  'A role of a person in an organisation.',
  z.strictObject({
    organisation: entryKey.describe('Key of the organisation.'),
    role: text('The role for readers, in the words of the document if possible.'),
    roleCode,
    ...periodShape,
    ...reviewShape,
    ...citationShape,
  }),
);
export type ClaimedAffiliation = z.infer<typeof affiliation>;

export const person = define(
  'person',
  'A person. The existing one with this name, unless both have roles and none of them is in the same organisation.',
  z.strictObject({
    key: entryKey,
    name: text('The full name.'),
    shortNames: z
      .array(text('A short form.'))
      .describe('Short forms that refer to this person in the document after the full name.')
      .optional(),
    affiliations: z.array(affiliation).describe('Current and former roles.'),
    ...identityShape,
  }),
);
export type ClaimedPerson = z.infer<typeof person>;

const participation = define(
  'participation',
  'An organisation, or a collective without a name of its own, in a partnership or a programme.',
  z
    .strictObject({
      organisation: entryKey
        .nullable()
        .describe('Key of the organisation. Null or absent: a collective of which no single organisation is known.')
        .optional(),
      collective: text(
        'The part of the quote that says who the collective is, such as "une cinquantaine d’acteurs"; its number is read from it. Defaults to the whole quote. Only without `organisation`.',
      ).optional(),
      role: z.enum(ParticipationRole).describe('What the organisation or collective does in it.'),
      dimensions: dimensions.optional(),
      ...periodShape,
      ...reviewShape,
      ...citationShape,
    })
    .refine((given) => !(given.organisation && given.collective), {
      error: 'must have either "organisation" or "collective", not both',
    })
    .refine((given) => given.organisation !== undefined || given.collective !== undefined, {
      error: 'must have "organisation", or "collective" for those without a name of their own',
    }),
);
export type ClaimedParticipation = z.infer<typeof participation>;

export const partnership = define(
  'partnership',
  'A partnership. The existing one with this name, unless the participants of both are known and none of them is in both.',
  z.strictObject({
    key: entryKey,
    name: text('Name for readers, in our words. Use the same name in all files.'),
    kind: z.enum(PartnershipKind).describe('Kind of partnership.'),
    theme: z.string().nullable().describe('What it is about. Null: not known.'),
    participations: z
      .array(participation)
      .describe('Who takes part. Empty if the document only refers to an existing partnership.'),
    ...identityShape,
    ...introductionShape,
  }),
);
export type ClaimedPartnership = z.infer<typeof partnership>;

const orderedItem = define(
  'orderedItem',
  'An axis or a criterion of a programme.',
  z.strictObject({
    key: entryKey.describe('Needed if a declared count lists the item.').optional(),
    position,
    text: text(
      'The part of the quote that is meant. Defaults to the whole quote. In the words of the reviewer if `wording` is REVIEWER.',
    ).optional(),
    wording: z
      .enum(Wording)
      .describe('Whose words `text` is. Absent: SOURCE, and the quote must contain them.')
      .optional(),
    inferred: z
      .boolean()
      .describe('True if the document does not number or name the item and the reviewer inferred it.'),
    satisfiedBy: z
      .array(entryKey)
      .describe('Keys of the subjects that satisfy the item, according to the document.')
      .optional(),
    alsoCited: reviewShape.alsoCited,
    ...citationShape,
  }),
);
export type ClaimedItem = z.infer<typeof orderedItem>;

export const programme = define(
  'programme',
  'A programme. The existing one with any of these names, unless something speaks against it: other operators, no participant in both, another parent, or another partnership.',
  z.strictObject({
    key: entryKey,
    names: z
      .array(text('A name.'))
      .min(1, { error: 'must contain at least one name' })
      .describe('Its names. The first one is displayed.'),
    parent: entryKey.nullable().describe('Key of the programme that it is part of. Null: none.'),
    partnership: entryKey.nullable().describe('Key of the partnership that runs it. Null: none.'),
    status: z.enum(ProgrammeStatus).describe('Status according to the document.'),
    participations: z.array(participation).describe('Who takes part.'),
    axes: z.array(orderedItem).describe('Its lines of work, in order.'),
    criteria: z.array(orderedItem).describe('Its requirements, in order.'),
    ...identityShape,
    ...introductionShape,
  }),
);
export type ClaimedProgramme = z.infer<typeof programme>;
