import { z } from 'zod';
import type { RunningSubgraph } from '../subgraph';
import type { Route } from './route';

export const PERSONAL_DATA_PATH = '/personal-data';

const BODY = z.object({ memberId: z.string() });

/** `POST /personal-data {memberId}`: what the service stores about a member, for signed requests of the gateway only. */
export const personalDataRoute = (running: RunningSubgraph): Route => ({
  method: 'POST',
  path: PERSONAL_DATA_PATH,
  open: false,
  answer: (body) => running.personalDataOf(BODY.parse(body).memberId),
});
