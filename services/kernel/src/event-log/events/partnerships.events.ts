import { z } from 'zod';
import type { EventDefinitions } from './definition';

export const partnershipsEvents = {
  OrganisationEstablished: {
    owner: 'partnerships',
    version: 1,
    meaning: 'An organisation was registered.',
    subject: 'Id of the organisation.',
    payload: z.object({}),
  },
  SubjectNamed: {
    owner: 'partnerships',
    version: 1,
    meaning: 'An organisation, person, programme or partnership was registered, or has further names.',
    subject: 'Id of the organisation, person, programme or partnership.',
    payload: z.object({
      names: z
        .array(z.string())
        .describe('All its names, as public sources write them, so that texts that name it can be found.'),
    }),
  },
} satisfies EventDefinitions;
