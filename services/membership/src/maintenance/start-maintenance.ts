import { anonymous, type Logger, type RunningSubgraph, systemClock } from '@wizness/kernel';
import type { MembershipContext } from '../context';
import type { Mailer } from '../mail/mailer';

const EVERY_MS = 60 * 60 * 1000;

/** Sweeps every hour while the service works, and closes it only when the mails under way are delivered. */
export const startMaintenance = (
  running: RunningSubgraph<MembershipContext>,
  postman: Mailer,
  log: Logger,
): RunningSubgraph<MembershipContext> => {
  let timer: NodeJS.Timeout | undefined;
  const sweep = (): void => {
    const { housekeeping } = running.createContext({ identity: anonymous, clock: systemClock });
    housekeeping.sweep().catch((error: unknown) => log.error(error, 'could not sweep'));
  };
  return {
    ...running,
    startWork: async (surroundings) => {
      await running.startWork(surroundings);
      timer = setInterval(sweep, EVERY_MS).unref();
    },
    close: async () => {
      clearInterval(timer);
      await postman.settled();
      await running.close();
    },
  };
};
