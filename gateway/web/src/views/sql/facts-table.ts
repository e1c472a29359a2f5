import type { Database } from '@sqlite.org/sqlite-wasm';
import { parquetMetadata, parquetReadObjects, parquetSchema } from 'hyparquet';
import { type Answer, type Cell, type Column, MAX_ROWS, type Opened } from './messages';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Physical types of Parquet that are numbers in SQLite. */
const TYPES: Readonly<Record<string, string>> = {
  INT32: 'INTEGER',
  INT64: 'INTEGER',
  BOOLEAN: 'INTEGER',
  FLOAT: 'REAL',
  DOUBLE: 'REAL',
};

interface StoredColumn extends Column {
  /** The column of the file that its values come from. */
  readonly source: string;
}

/** Days and instants are texts in ISO 8601, which sort as times do. Decimals come from the exact text beside them, if there is one. */
const columnsOf = (file: ArrayBuffer): readonly StoredColumn[] => {
  const elements = parquetSchema(parquetMetadata(file)).children.map(({ element }) => element);
  const names = new Set(elements.map(({ name }) => name));
  return elements.map(({ name, type = '', converted_type: meaning, logical_type: logical }) => {
    if (meaning === 'DECIMAL') {
      return { name, type: 'NUMERIC', source: names.has(`${name}_text`) ? `${name}_text` : name };
    }
    const isTime = meaning === 'DATE' || meaning?.startsWith('TIMESTAMP') || logical?.type === 'TIMESTAMP';
    return { name, type: isTime ? 'TEXT' : (TYPES[type] ?? 'TEXT'), source: name };
  });
};

const toCell = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '');
  return JSON.stringify(value);
};

/** Fills the table `facts` with a Parquet file, instead of what it had. Rejects if the file is not one. */
export const fillTable = async (database: Database, file: ArrayBuffer): Promise<Opened> => {
  const columns = columnsOf(file);
  const rows = await parquetReadObjects({ file });
  database.exec(`DROP TABLE IF EXISTS facts;
    CREATE TABLE facts (${columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')})`);
  database.transaction(() => {
    const insert = database.prepare(`INSERT INTO facts VALUES (${columns.map(() => '?').join(', ')})`);
    for (const row of rows) insert.bind(columns.map(({ source }) => toCell(row[source]))).stepReset();
    insert.finalize();
  });
  return { kind: 'opened', rows: rows.length, columns: columns.map(({ name, type }) => ({ name, type })) };
};

/** Runs one statement. Throws with the words of SQLite if it is not valid. */
export const runStatement = (database: Database, sql: string): Answer => {
  const statement = database.prepare(sql);
  try {
    const columns = statement.columnCount === 0 ? [] : statement.getColumnNames();
    const rows: Cell[][] = [];
    while (statement.step()) {
      if (rows.length === MAX_ROWS) return { kind: 'answer', columns, rows, hasMore: true };
      rows.push(statement.get([]).map(toCell));
    }
    return { kind: 'answer', columns, rows, hasMore: false };
  } finally {
    statement.finalize();
  }
};
