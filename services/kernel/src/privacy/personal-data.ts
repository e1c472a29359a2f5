import { z } from 'zod';
import { internalProcedure } from '../http/procedure';

/** What a service stores about a member, by a name that a person understands: `comments`, `ratings` … */
export type PersonalData = Readonly<Record<string, readonly object[]>>;

const PERSONAL_DATA: z.ZodType<PersonalData> = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

/** `POST /personal-data`: what the service stores about a member, for the gateway only. */
export const personalDataProcedure = internalProcedure(
  'personal-data',
  z.object({ memberId: z.string() }),
  PERSONAL_DATA,
);
