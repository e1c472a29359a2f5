import { anonymous, type Logger, type RunningSubgraph, systemClock } from '@wizness/kernel';
import type { MembershipContext } from '../context';

const INTERVAL_MS = 60 * 60 * 1000;

/** Adds hourly maintenance to the running service. */
export const startMaintenance = (
  running: RunningSubgraph<MembershipContext>,
  log: Logger,
): RunningSubgraph<MembershipContext> => {
  let timer: NodeJS.Timeout | undefined;
  const deleteExpired = (): void => {
    const { maintenance } = running.createContext({ identity: anonymous, clock: systemClock });
    maintenance.deleteExpired().catch((error: unknown) => log.error(error, 'deleting expired data failed'));
  };
  return {
    ...running,
    startWork: async (options) => {
      await running.startWork(options);
      timer = setInterval(deleteExpired, INTERVAL_MS).unref();
    },
    close: async () => {
      clearInterval(timer);
      await running.close();
    },
  };
};
