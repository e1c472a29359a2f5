import type { Client } from 'pg';

/**
 * Resolves when `client` can take the next statement. A stream of COPY ends shortly before. Call it before the statement
 * starts.
 */
export const whenIdle = (client: Client): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      client.off('drain', finish).off('end', finish);
      resolve();
    };
    client.on('drain', finish).on('end', finish);
  });
