import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { CommandError } from '../command/command-error';
import { unreadableFile } from '../command/unreadable-file';
import { type BackupHeader, END_OF_ROWS, entryLine, headerLine } from './backup-format';
import type { Sequence } from './tables';

interface BackedUpTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** In the text format of COPY. Read all of them before the next entry. */
  readonly rows: AsyncIterable<string>;
}

export interface BackupReader {
  readonly header: BackupHeader;
  tables(): AsyncIterable<BackedUpTable>;
  /** Complete when all tables have been read. */
  readonly sequences: readonly Sequence[];
}

/** Only a line feed ends a line: COPY leaves other line separators as they are. */
const splitLines = async function* (stream: Readable): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  return undefined;
};

const notABackup = (file: string, cause?: unknown) =>
  new CommandError(`${file} is not a backup of Wizness Graph that this version can read.`, { cause });
const incomplete = (file: string, cause?: unknown) =>
  new CommandError(`${file} is incomplete or damaged. Use another backup.`, { cause });

const parseLine = <Schema extends z.ZodType>(schema: Schema, line: string | undefined): z.output<Schema> | null => {
  try {
    return schema.parse(JSON.parse(line ?? ''));
  } catch {
    return null;
  }
};

/** Opens a backup. Rejects, here or while it is read, with CommandError if it is not a complete one. */
export const openBackup = async (file: string): Promise<BackupReader> => {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.once('error', (error) => gunzip.destroy(error));
  const lines = splitLines(source.pipe(gunzip));
  let isHeaderRead = false;
  const nextLine = async (): Promise<string | undefined> => {
    try {
      const { value } = await lines.next();
      return value;
    } catch (error) {
      if (source.errored) throw unreadableFile(file, source.errored);
      throw isHeaderRead ? incomplete(file, error) : notABackup(file, error);
    }
  };
  const header = parseLine(headerLine, await nextLine());
  if (!header) throw notABackup(file);
  isHeaderRead = true;
  const sequences: Sequence[] = [];
  let [tables, rowCount] = [0, 0];
  const readRows = async function* (): AsyncGenerator<string> {
    for (;;) {
      const line = await nextLine();
      if (line === undefined) throw incomplete(file);
      if (line === END_OF_ROWS) return;
      rowCount += 1;
      yield line;
    }
  };
  const readEntries = async function* (): AsyncGenerator<BackedUpTable> {
    for (;;) {
      const entry = parseLine(entryLine, await nextLine());
      if (!entry) throw incomplete(file);
      if ('end' in entry) {
        if (entry.end.tables !== tables || entry.end.rows !== rowCount || (await nextLine()) !== undefined)
          throw incomplete(file);
        return;
      }
      if ('table' in entry) {
        tables += 1;
        yield { name: entry.table, columns: entry.columns, rows: readRows() };
      } else {
        const { sequence: name, value, isCalled } = entry;
        sequences.push({ name, value, isCalled });
      }
    }
  };
  return { header, tables: readEntries, sequences };
};
