import { BACKGROUND_TIMEOUTS, createLogger, type EventConsumer, LoggedEvent, openDatabase, systemClock } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { storage } from '../../src/storage';

/** Runs `work` on the tables of a suite's database, over a connection of its own. */
export const onDatabase = async <Result>(
  url: string,
  work: (db: EntityManager) => Promise<Result>,
): Promise<Result> => {
  const log = createLogger('test', 'silent');
  const source = await openDatabase({ url, log, poolSize: 1, timeouts: BACKGROUND_TIMEOUTS }, storage);
  try {
    return await work(source.manager);
  } finally {
    await source.destroy();
  }
};

/** All rows of all tables as text, each after the name of its table. */
export const everyRow = (url: string): Promise<string[]> =>
  onDatabase(url, async (db) => {
    const tables: { name: string }[] = await db.query(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'partnerships' ORDER BY 1`,
    );
    const rows: { row: string }[][] = [];
    for (const { name } of tables) {
      rows.push(await db.query(`SELECT '${name} ' || t::text AS row FROM ${name} t ORDER BY 1`));
    }
    return rows.flat().map(({ row }) => row);
  });

/** Passes one event to a consumer in a transaction, as in a real run. */
export const handleEvent = (
  url: string,
  consumer: EventConsumer,
  fields: Pick<LoggedEvent, 'type' | 'subject' | 'payload'>,
): Promise<void> =>
  onDatabase(url, (db) => {
    const event = Object.assign(new LoggedEvent(), { position: 1, occurredAt: new Date(0), ...fields });
    return db.transaction(async (tx) => void (await consumer.handle(tx, [event], systemClock)));
  });
