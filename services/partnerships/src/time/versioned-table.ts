import { VERSIONED } from './past-views';

interface Database {
  query(sql: string): Promise<unknown>;
}

const EVENTS = {
  INSERT: 'NEW TABLE AS after_change',
  UPDATE: 'OLD TABLE AS before_change NEW TABLE AS after_change',
  DELETE: 'OLD TABLE AS before_change',
};

/** Calls the trigger function `call` after every statement that changes `table`, with what it changed. */
export const createTriggers = async (db: Database, table: string, call: string): Promise<void> => {
  const name = call.replace(/\(.*/, '');
  for (const [event, tables] of Object.entries(EVENTS)) {
    await db.query(`CREATE TRIGGER ${name}_on_${event.toLowerCase()} AFTER ${event} ON ${table} REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
};

/** Keeps every state of the rows of a table of VERSIONED from now on. */
export const keepVersions = async (db: Database, table: string): Promise<void> => {
  const { key = '', without = [], indexes = [] } = VERSIONED[table] ?? {};
  await db.query(`CREATE TABLE ${table}_versions AS TABLE ${table} WITH NO DATA`);
  for (const column of without) await db.query(`ALTER TABLE ${table}_versions DROP COLUMN IF EXISTS ${column}`);
  await db.query(`ALTER TABLE ${table}_versions ADD known_from timestamptz NOT NULL,
    ADD known_to timestamptz NOT NULL DEFAULT 'infinity', ADD CHECK (known_from < known_to)`);
  await db.query(`ALTER TABLE ${table}_versions ADD PRIMARY KEY (${key}, known_from)`);
  for (const columns of indexes) await db.query(`CREATE INDEX ON ${table}_versions (${columns})`);
  await createTriggers(db, table, `keep_versions(${key})`);
};
