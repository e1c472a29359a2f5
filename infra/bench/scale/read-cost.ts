import { connectClient } from '@wizness/kernel';
import { type Client, escapeIdentifier } from 'pg';
import type { SentStatement } from './recorded-graph';

/** What a statement reads. */
export interface ReadCost {
  readonly statement: SentStatement;
  /**
   * Shared buffers, that is pages of 8 kB, hit or read, with those of long values that are sent. The first statement of a
   * connection that uses a table also reads the catalogue of PostgreSQL, which is up to 160 buffers.
   */
  readonly buffers: number;
  /** Rows that it returns. */
  readonly rows: number;
  readonly milliseconds: number;
}

interface Explained {
  readonly Plan: {
    readonly 'Shared Hit Blocks': number;
    readonly 'Shared Read Blocks': number;
    readonly 'Actual Rows': number;
  };
  readonly 'Execution Time': number;
  readonly Serialization?: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

const blocks = (part: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } | undefined): number =>
  part ? part['Shared Hit Blocks'] + part['Shared Read Blocks'] : 0;

const explain = async (client: Client, statement: SentStatement): Promise<ReadCost> => {
  const settings = [
    `SET LOCAL search_path TO ${escapeIdentifier(statement.service)}, public`,
    ...(statement.settings ?? []),
  ];
  await client.query(`BEGIN; ${settings.join('; ')}`);
  const { rows } = await client.query<{ 'QUERY PLAN': Explained[] }>(
    `EXPLAIN (ANALYZE, BUFFERS, SERIALIZE TEXT, FORMAT JSON) ${statement.sql}`,
    [...statement.parameters],
  );
  await client.query('ROLLBACK');
  const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
  if (!explained) throw new Error(`PostgreSQL did not explain a statement:\n${statement.sql}`);
  return {
    statement,
    buffers: blocks(explained.Plan) + blocks(explained.Serialization),
    rows: explained.Plan['Actual Rows'],
    milliseconds: explained['Execution Time'],
  };
};

interface ReadOptions {
  /** Whether each statement is run once before it is measured, so that neither its time nor its buffers are those of a first read. */
  readonly isWarm?: boolean;
}

/** What each statement reads when it is run again. */
export type ReadCosts = (statements: readonly SentStatement[], options?: ReadOptions) => Promise<ReadCost[]>;

/**
 * Runs `work`, which measures on one connection: a new one first reads the catalogue of PostgreSQL, which takes longer than
 * most statements. Needs PostgreSQL 17 or newer.
 */
export const withReadCosts = async <Result>(
  databaseUrl: string,
  work: (readCosts: ReadCosts) => Promise<Result>,
): Promise<Result> => {
  const client = await connectClient(databaseUrl);
  try {
    return await work(async (statements, { isWarm = true } = {}) => {
      const costs: ReadCost[] = [];
      for (const statement of statements) {
        if (isWarm) await explain(client, statement);
        costs.push(await explain(client, statement));
      }
      return costs;
    });
  } finally {
    await client.end();
  }
};

/** What each statement reads, measured on a connection of its own. */
export const readCosts = (
  databaseUrl: string,
  statements: readonly SentStatement[],
  options: ReadOptions = {},
): Promise<ReadCost[]> => withReadCosts(databaseUrl, (read) => read(statements, options));
