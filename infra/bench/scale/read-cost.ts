import { connectClient } from '@wizness/kernel';
import { type Client, escapeIdentifier } from 'pg';
import type { SentStatement } from './recorded-graph';

/** What a statement reads. */
export interface ReadCost {
  readonly statement: SentStatement;
  /** Shared buffers, that is pages of 8 kB, hit or read, with those of long values that are sent. Exact. */
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

/**
 * What each statement reads when it is run again, once warm, or at once: that gives the same buffers, but not the time. Needs
 * PostgreSQL 17 or newer.
 */
export const readCosts = async (
  databaseUrl: string,
  statements: readonly SentStatement[],
  { isWarm = true }: { readonly isWarm?: boolean } = {},
): Promise<ReadCost[]> => {
  const client = await connectClient(databaseUrl);
  try {
    const costs: ReadCost[] = [];
    for (const statement of statements) {
      if (isWarm) await explain(client, statement);
      costs.push(await explain(client, statement));
    }
    return costs;
  } finally {
    await client.end();
  }
};
