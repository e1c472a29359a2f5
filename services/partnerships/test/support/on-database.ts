import {
  BACKGROUND_TIMEOUTS,
  createLogger,
  type EventConsumer,
  LoggedEvent,
  openDatabase,
  systemClock,
} from '@wizness/kernel';
import type { DataSource, EntityManager } from 'typeorm';
import { storage } from '../../src/storage';

const log = createLogger('test', 'silent');

/** A suite may use one database after the other: a random history has its own. */
const MOST_OPEN = 3;

/** By URL: opened when they are first used, closed when the suite ends. */
const databases = new Map<string, Promise<DataSource>>();
const closeFirst = async (): Promise<void> => {
  const [first] = databases;
  if (!first) return;
  const [url, database] = first;
  databases.delete(url);
  await (await database).destroy();
};
afterAll(async () => {
  while (databases.size > 0) await closeFirst();
});

/** Runs `work` on the tables of a suite's database, over other connections than those of the service. */
export const onDatabase = async <Result>(
  url: string,
  work: (db: EntityManager) => Promise<Result>,
): Promise<Result> => {
  const opened = databases.get(url) ?? openDatabase({ url, log, poolSize: 4, timeouts: BACKGROUND_TIMEOUTS }, storage);
  databases.set(url, opened);
  if (databases.size > MOST_OPEN) await closeFirst();
  return work((await opened).manager);
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
