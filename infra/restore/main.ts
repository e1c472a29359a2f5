import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stdin } from 'node:process';
import { pipeline } from 'node:stream/promises';
import { readCommandLine, usageError } from '../command/command-line';
import { runDatabaseCommand } from '../command/run-command';
import { restoreBackup } from './restore-backup';

const USAGE = `npm run restore -- FILE [--overwrite]

FILE         a file that \`npm run backup\` has written; "-" for the standard input
--overwrite  deletes the data of the services that are in the database

Stop the graph first. The next start upgrades the data of an older version.`;

const read = () => {
  const { values, positionals } = readCommandLine(USAGE, { overwrite: { type: 'boolean', default: false } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usageError('Name one file.', USAGE);
  return { file, overwrite: values.overwrite };
};

/** A backup is read twice, so that of the standard input is kept in a file for `work`. */
const withStandardInput = async <Result>(work: (file: string) => Promise<Result>): Promise<Result> => {
  const directory = await mkdtemp(join(tmpdir(), 'wizness-restore-'));
  try {
    const file = join(directory, 'backup');
    await pipeline(stdin, createWriteStream(file, { mode: 0o600 }));
    return await work(file);
  } finally {
    await rm(directory, { recursive: true });
  }
};

runDatabaseCommand('restore', read, async (databaseUrl, { file, overwrite }, log) => {
  const restore = (path: string) => restoreBackup({ databaseUrl, file: path, overwrite, log });
  const rows = await (file === '-' ? withStandardInput(restore) : restore(file));
  return `Restored ${rows} rows.`;
});
