import { z } from 'zod';
import type { Route } from '../http/route';
import type { RunningSubgraph } from '../subgraph';

/** What a service stores about a member, by a name that a person understands: `comments`, `ratings` … */
export type PersonalData = Readonly<Record<string, readonly object[]>>;

export const PERSONAL_DATA_PATH = '/personal-data';

const BODY = z.object({ memberId: z.string() });

/** `POST /personal-data {memberId}`: what the service stores about a member, for signed requests of the gateway only. */
export const personalDataRoute = (running: RunningSubgraph): Route => ({
  method: 'POST',
  path: PERSONAL_DATA_PATH,
  open: false,
  answer: (body) => running.personalDataOf(BODY.parse(body).memberId),
});
