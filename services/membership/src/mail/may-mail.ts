import type { Logger } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { MembershipSettings } from '../environment';

const CONFIGURE = 'INSERT INTO mail_setup (is_configured, since) VALUES (true, now()) ON CONFLICT DO NOTHING';
const IS_CONFIGURED = 'SELECT EXISTS (SELECT FROM mail_setup) AS configured';

/**
 * Returns a function that says whether this process may send the mails of the database. A process that was told where mails go
 * may. One that was not writes them to its default folder, where nobody looks if the others send them: once a process that was
 * told has worked on the database, it leaves them to such processes, and logs an error.
 */
export const createMayMail = (
  { hasMailSettings }: Pick<MembershipSettings, 'hasMailSettings'>,
  log: Pick<Logger, 'error'>,
): ((db: EntityManager) => Promise<boolean>) => {
  let isDone = false;
  return async (db) => {
    if (hasMailSettings) {
      if (!isDone) await db.query(CONFIGURE);
      isDone = true;
      return true;
    }
    const [{ configured }] = await db.query<[{ configured: boolean }]>(IS_CONFIGURED);
    if (configured && !isDone) {
      log.error(
        'mails wait for another process: set SMTP_URL and MAIL_FROM, or MAIL_DIR, as the other processes have them',
      );
      isDone = true;
    }
    return !configured;
  };
};
