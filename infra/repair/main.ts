import { connectClient, databaseOf, type DatabaseUrls, type Subgraph } from '@wizness/kernel';
import { partnerships, repairCurrentFacts, repairFactVisibility, repairRelations } from '@wizness/partnerships';
import { ratings, repairSummaries } from '@wizness/ratings';
import { escapeIdentifier } from 'pg';
import { readCommandLine, usageError } from '../command/command-line';
import { runDatabaseCommand } from '../command/run-command';

const USAGE = `npm run repair

Computes stored values again from what they are derived from: who can see each fact, which facts each source and post
states, which facts are current, what is related to what, and how often each subject was rated. They are kept up to date by themselves. Run it after rows were changed by hand. The graph may be running.`;

const read = (): void => {
  const { positionals } = readCommandLine(USAGE, {});
  if (positionals.length > 0) throw usageError(`"${positionals[0]}" is not an option.`, USAGE);
};

/** Runs `work` in a transaction, in the schema of a service. */
const inSchema = async <Result>(
  databaseUrl: DatabaseUrls,
  { name, storage }: Subgraph,
  work: (db: { query<Row>(sql: string, values?: unknown[]): Promise<Row[]> }) => Promise<Result>,
): Promise<Result> => {
  const client = await connectClient(databaseOf(databaseUrl, name).url);
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path TO ${escapeIdentifier(storage.schema)}, public`);
    const result = await work({ query: async (sql, values) => (await client.query(sql, values)).rows });
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
};

runDatabaseCommand('repair', read, async (databaseUrl) => {
  const facts = await inSchema(databaseUrl, partnerships, repairFactVisibility);
  const current = await inSchema(databaseUrl, partnerships, repairCurrentFacts);
  const related = await inSchema(databaseUrl, partnerships, repairRelations);
  const summaries = await inSchema(databaseUrl, ratings, repairSummaries);
  return [
    `Computed who can see ${facts} facts, and what cites them.`,
    `${current} facts are current.`,
    `Computed the relations that ${related} facts state.`,
    `Counted all ratings; ${summaries} summaries were wrong.`,
  ].join('\n');
});
