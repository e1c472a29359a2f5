import { BACKGROUND_TIMEOUTS, type Logger, openDatabase } from '@wizness/kernel';
import { decideLeftOut, partnerships } from '@wizness/partnerships';

/** Does at once what a job of partnerships does each minute: decides which facts count when all are added up. */
export const decideAll = async (url: string, log: Logger): Promise<void> => {
  const source = await openDatabase({ url, log, timeouts: BACKGROUND_TIMEOUTS }, partnerships.storage);
  try {
    await decideLeftOut(source.manager);
  } finally {
    await source.destroy();
  }
};
