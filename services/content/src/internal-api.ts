import {
  anonymous,
  type Clock,
  implementProcedure,
  type ProcedureHandler,
  type RunningSubgraph,
  withdrawnPostProcedure,
} from '@wizness/kernel';
import type { ContentContext } from './context';

/** What the gateway calls in content, besides the procedures that every service has. */
export const procedures = (running: RunningSubgraph<ContentContext>, clock: Clock): readonly ProcedureHandler[] => [
  implementProcedure(withdrawnPostProcedure, async ({ slug }) => ({
    withdrawn: await running.createContext({ identity: anonymous, clock }).loaders.wasPublic(slug),
  })),
];
