import { existsSync } from 'node:fs';
import { stdout } from 'node:process';
import { CommandError } from '../command/command-error';
import { readCommandLine, usageError } from '../command/command-line';
import { runDatabaseCommand } from '../command/run-command';
import { streamBackup, writeBackup } from './write-backup';

const USAGE = `npm run backup -- FILE

FILE  new file for the data of all services, as they are at one moment; "-" for the standard output.
      The graph may be running. The file contains password hashes and keys: keep it as safe as the database.`;

const read = (): string => {
  const [file, ...more] = readCommandLine(USAGE, {}).positionals;
  if (file === undefined || more.length > 0) throw usageError('Name one file.', USAGE);
  if (existsSync(file)) throw new CommandError(`${file} exists. Name a new file.`);
  return file;
};

runDatabaseCommand('backup', read, async (databaseUrl, file) => {
  if (file === '-') {
    await streamBackup(databaseUrl, stdout);
    return null;
  }
  const { tables, rows } = await writeBackup(databaseUrl, file);
  return `${file}: ${tables} tables with ${rows} rows`;
});
