import { anonymous, type Logger, type RunningSubgraph, systemClock } from '@wizness/kernel';
import type { MembershipContext } from '../context';
import type { Mailer } from '../mail/mailer';

const INTERVAL_MS = 60 * 60 * 1000;

/** Adds hourly maintenance to the running service. Closing it waits until pending mails are delivered or given up. */
export const startMaintenance = (
  running: RunningSubgraph<MembershipContext>,
  mailer: Mailer,
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
      await mailer.settled();
      await running.close();
    },
  };
};
