import { content } from '@wizness/content';
import { BACKGROUND_TIMEOUTS, createLogger, deterministicClock, type Identity } from '@wizness/kernel';
import { cloneGraphDatabase } from '@wizness/kernel/testing';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { execute, parse, validate } from 'graphql';
import { Client } from 'pg';
import { catchUp, OPERATOR, readServiceSettings, type Services, withServices } from '../../command/open-services';
import { importPage, type PageToImport } from '../../import/import-page';
import { rehearse } from '../../import/rehearse';

const log = createLogger('import', 'silent');

const SCHEMAS = {
  content: content.schema,
  membership: membership.schema,
  partnerships: partnerships.schema,
  ratings: ratings.schema,
};

/** A database with the tables of all four services, empty at first, and the services open on it. */
export const openTestDatabase = async () => {
  const clock = deterministicClock('2026-01-01T00:00:00Z', 'import');
  const settings = readServiceSettings({});
  const clone = await cloneGraphDatabase('all_services', (url) =>
    withServices({ databaseUrl: url, settings, clock, log }, async () => undefined),
  );
  const { url } = clone;
  const clients = new Map<string, Client>();
  for (const service of Object.keys(SCHEMAS)) {
    const client = new Client({ connectionString: clone.urlOf(service) });
    await client.connect();
    clients.set(service, client);
  }
  /** The database of the service whose schema is named first. */
  const databaseIn = (text: string): Client => {
    const [, schema = ''] = /\b(content|membership|partnerships|ratings)\./.exec(text) ?? [];
    const client = clients.get(schema);
    if (!client) throw new Error(`Name the schema of a service: ${text}`);
    return client;
  };
  const database = { url, poolSize: 2, timeouts: BACKGROUND_TIMEOUTS };
  const running = {
    content: await content.open({ database, settings: settings.content, log }),
    membership: await membership.open({ database, settings: settings.membership, log }),
    partnerships: await partnerships.open({ database, settings: settings.partnerships, log }),
    ratings: await ratings.open({ database, settings: settings.ratings, log }),
  };
  const services = (identity: Identity = OPERATOR): Services => ({
    clock,
    content: running.content.createContext({ identity, clock }),
    membership: running.membership.createContext({ identity, clock }),
    partnerships: running.partnerships.createContext({ identity, clock }),
    ratings: running.ratings.createContext({ identity, clock }),
    catchUp: () => catchUp(new Map(Object.entries(running)), clock),
  });
  return {
    url,
    importPage: (page: PageToImport) => importPage(services(), page),
    rehearse: (page: PageToImport) => rehearse(services(), page),
    catchUp: () => services().catchUp(),
    /** Queries one subgraph, by default as an operator. Throws if the query does not match the schema, or the first error. */
    ask: async <Data>(name: keyof typeof SCHEMAS, query: string, identity?: Identity): Promise<Data> => {
      const contextValue = services(identity)[name];
      const schema = SCHEMAS[name];
      const document = parse(query);
      const [invalid] = validate(schema, document);
      if (invalid) throw invalid;
      const { data, errors } = await execute({ schema, document, contextValue });
      if (errors?.[0]) throw errors[0];
      return data as Data;
    },
    /** Runs SQL as the owner of the database of the service whose schema it names. */
    sql: (text: string) => databaseIn(text).query(text),
    /** Number of rows of a table, given with its schema. */
    count: async (table: string): Promise<number> => {
      const { rows } = await databaseIn(table).query<{ count: number }>(
        `SELECT count(*)::integer AS count FROM ${table}`,
      );
      return rows[0]?.count ?? 0;
    },
    /** All rows of all tables of all schemas, as text that begins with the table. Not the clock, which advances without a change. */
    allRows: async (): Promise<string[]> => {
      const rows: string[] = [];
      for (const [schema, client] of clients) {
        const { rows: tables } = await client.query<{ name: string }>(
          `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
           WHERE schemaname = $1 AND tablename <> 'clock' ORDER BY 1`,
          [schema],
        );
        for (const { name } of tables) {
          const table = await client.query<{ row: string }>(
            `SELECT '${name} ' || t::text AS row FROM ${name} t ORDER BY 1`,
          );
          rows.push(...table.rows.map(({ row }) => row));
        }
      }
      return rows;
    },
    close: async () => {
      for (const subgraph of Object.values(running)) await subgraph.close();
      for (const client of clients.values()) await client.end();
      await clone.drop();
    },
  };
};

export type TestImports = Awaited<ReturnType<typeof openTestDatabase>>;
