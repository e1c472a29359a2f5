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
} satisfies EventDefinitions;
