import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Client, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { whenIdle } from '../../backup/when-idle';

/** Values of columns. JSON is given as text. */
type Value = string | number | boolean | null | Date | readonly string[];
export type Row = Readonly<Record<string, Value>>;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character);
const quoted = (text: string): string => `"${text.replace(/["\\]/g, (character) => `\\${character}`)}"`;

const encode = (value: Value): string => {
  if (value === null) return '\\N';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object') return escaped(`{${value.map(quoted).join(',')}}`);
  return escaped(String(value));
};

/** Rows that are sent at a time. */
const CHUNK = 500;

const linesOf = function* (rows: Iterable<Row>, columns: readonly string[]) {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(columns.map((column) => encode(row[column] ?? null)).join('\t'));
    if (lines.length < CHUNK) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
};

/** Copies `rows` into a table. All have the columns of the first one. Returns their number. */
export const copyRows = async (client: Client, table: string, rows: Iterable<Row>): Promise<number> => {
  const iterator = rows[Symbol.iterator]();
  const first = iterator.next();
  if (first.done) return 0;
  const all = (function* () {
    yield first.value;
    yield* { [Symbol.iterator]: () => iterator };
  })();
  const columns = Object.keys(first.value);
  const idle = whenIdle(client);
  const load = client.query(copyFrom(`COPY ${table} (${columns.map(escapeIdentifier).join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(linesOf(all, columns)), load);
  await idle;
  return load.rowCount;
};

const INDEXES = `
  SELECT format('%I.%I', n.nspname, i.relname) AS name, pg_get_indexdef(i.oid) AS definition
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace
  WHERE n.nspname = ANY($1) AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)
  ORDER BY 1`;

/** Runs `load` without the indexes of the schemas that are no constraint, and creates them again: this is several times faster. */
export const withoutIndexes = async (
  client: Client,
  schemas: readonly string[],
  load: () => Promise<void>,
): Promise<void> => {
  const { rows } = await client.query<{ name: string; definition: string }>(INDEXES, [schemas]);
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await load();
  await client.query("SET LOCAL maintenance_work_mem = '256MB'");
  for (const { definition } of rows) await client.query(definition);
};
