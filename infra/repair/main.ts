import { connectClient } from '@wizness/kernel';
import { partnerships, repairFactVisibility } from '@wizness/partnerships';
import { escapeIdentifier } from 'pg';
import { readCommandLine, usageError } from '../command/command-line';
import { runDatabaseCommand } from '../command/run-command';

const USAGE = `npm run repair

Computes stored values again from what they are derived from: who can see each fact, and which facts each source and post
states. They are kept up to date by themselves. Run it after rows were changed by hand. The graph may be running.`;

const read = (): void => {
  const { positionals } = readCommandLine(USAGE, {});
  if (positionals.length > 0) throw usageError(`"${positionals[0]}" is not an option.`, USAGE);
};

runDatabaseCommand('repair', read, async (databaseUrl) => {
  const client = await connectClient(databaseUrl);
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path TO ${escapeIdentifier(partnerships.storage.schema)}, public`);
    const count = await repairFactVisibility({ query: async (sql, values) => (await client.query(sql, values)).rows });
    await client.query('COMMIT');
    return `Computed who can see ${count} facts, and what cites them.`;
  } finally {
    await client.end();
  }
});
