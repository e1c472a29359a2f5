import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { content, readWiznessPage } from '@wizness/content';
import { createLogger, deterministicClock, type Subgraph } from '@wizness/kernel';
import { cloneDatabase } from '@wizness/kernel/testing';
import { membership } from '@wizness/membership';
import { partnerships } from '@wizness/partnerships';
import { ratings } from '@wizness/ratings';
import { execute, parse } from 'graphql';
import { Client } from 'pg';
import { INFRA, REPOSITORY } from '../../folders';
import { readClaimsFile } from '../../import/claims-file';
import { importPage, type PageImport } from '../../import/import-page';
import { OPERATOR, type Services, withServices } from '../../command/open-services';
import { readSpansFile } from '../../import/spans-file';

const log = createLogger('import', 'silent');

const SCHEMAS = {
  content: content.schema,
  membership: membership.schema,
  partnerships: partnerships.schema,
  ratings: ratings.schema,
};

/** For tests: a migrated database of all four services, empty but for what the suite imports. */
export const openBench = async () => {
  const request = {
    identity: OPERATOR,
    clock: deterministicClock('2026-01-01T00:00:00Z', 'import'),
  };
  const database = await cloneDatabase('all_services', (url) =>
    withServices(url, request.clock, log, async () => undefined),
  );
  const { url } = database;
  const client = new Client({ connectionString: url });
  await client.connect();
  const open = <Context extends object>(subgraph: Subgraph<Context>) => subgraph.open({ url, log, poolSize: 2 });
  const running = {
    content: await open(content),
    membership: await open(membership),
    partnerships: await open(partnerships),
    ratings: await open(ratings),
  };
  const services = (): Services => ({
    clock: request.clock,
    content: running.content.createContext(request),
    membership: running.membership.createContext(request),
    partnerships: running.partnerships.createContext(request),
    ratings: running.ratings.createContext(request),
  });
  return {
    url,
    importing: (page: PageImport) => importPage(services(), page),
    /** Asks one subgraph; throws what went wrong. */
    ask: async <Data>(name: keyof typeof SCHEMAS, query: string): Promise<Data> => {
      const contextValue = services()[name];
      const { data, errors } = await execute({ schema: SCHEMAS[name], document: parse(query), contextValue });
      if (errors?.[0]) throw errors[0];
      return data as Data;
    },
    /** Runs SQL as the owner of the database. */
    sql: (text: string) => client.query(text),
    /** All rows of all tables of all schemas, as text. */
    everything: async (): Promise<string[]> => {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
      );
      const rows: string[] = [];
      for (const { name } of tables) {
        const table = await client.query<{ row: string }>(
          `SELECT '${name} ' || t::text AS row FROM ${name} t ORDER BY 1`,
        );
        rows.push(...table.rows.map(({ row }) => row));
      }
      return rows;
    },
    close: async () => {
      for (const subgraph of Object.values(running)) await subgraph.close();
      await client.end();
      await database.drop();
    },
  };
};

export type Bench = Awaited<ReturnType<typeof openBench>>;

export const pageOf = (text: string | Buffer) => readWiznessPage(Buffer.from(text as string));

/** The text of a page of the demo. */
export const demoText = (name: string): string => readFileSync(join(INFRA, 'demo', `${name}.page.txt`), 'utf8');

/** A page of the demo with its claims. */
export const demoPage = (name: string): PageImport => ({
  page: pageOf(demoText(name)),
  claims: readClaimsFile(join(INFRA, 'demo', `${name}.claims.json`)),
});

const SEED = join(REPOSITORY, '..', 'shared', 'seed');
export const REAL_PAGE = join(SEED, 'alter-mardis-page.txt');
export const INVENTORY = join(SEED, 'inventory.json');
export const REAL_CLAIMS = join(INFRA, 'claims', 'alter-mardis.claims.json');

/** The page that all of this is about may not be republished: its tests run only where it is at hand. */
export const isSeedHere = existsSync(REAL_PAGE) && existsSync(INVENTORY);

export const realPage = (): PageImport => ({
  page: pageOf(readFileSync(REAL_PAGE)),
  claims: readClaimsFile(REAL_CLAIMS),
  spans: readSpansFile(INVENTORY),
});
