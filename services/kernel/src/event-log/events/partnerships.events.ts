import { z } from 'zod';
import type { EventDefinitions } from './definition';

const factEvent = {
  owner: 'partnerships',
  version: 1,
  subject: 'Id of the version of the fact.',
  payload: z.object({}),
} as const;

export const partnershipsEvents = {
  FactRecorded: { ...factEvent, meaning: 'The first version of a fact was recorded.' },
  FactRevised: { ...factEvent, meaning: 'A later version of a fact was recorded.' },
  FactRetracted: { ...factEvent, meaning: 'A version of a fact was recorded that withdraws it.' },
  OrganisationEstablished: {
    owner: 'partnerships',
    version: 1,
    meaning: 'An organisation was registered.',
    subject: 'Id of the organisation.',
    payload: z.object({}),
  },
  SubjectNamed: {
    owner: 'partnerships',
    version: 2,
    meaning: 'An organisation, person, programme or partnership was registered, or its public names have changed.',
    subject: 'Id of the organisation, person, programme or partnership.',
    payload: z.object({
      slug: z
        .string()
        .optional()
        .describe('Permanent slug, by which texts can mention it. Absent in events from before this field existed.'),
      names: z
        .array(z.string())
        .describe(
          'All its public names, so that texts that name it can be found: names that are displayed, have no citation, or are cited from a text that everyone may read.',
        ),
    }),
  },
  SubjectMerged: {
    owner: 'partnerships',
    version: 1,
    meaning:
      'An organisation or person was merged into another one, or what it was merged into was. Its id stays valid and means the survivor.',
    subject: 'Id that was merged.',
    payload: z.object({ survivorId: z.string().describe('Id of the organisation or person that it is now.') }),
  },
  SubjectUnmerged: {
    owner: 'partnerships',
    version: 1,
    meaning: 'A merge was undone: the organisation or person is itself again.',
    subject: 'Id that was merged.',
    payload: z.object({}),
  },
} satisfies EventDefinitions;
