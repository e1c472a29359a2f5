import type { Client } from 'pg';

export interface Table {
  /** With its schema, quoted where SQL requires it. */
  readonly name: string;
  /** Without columns that PostgreSQL generates. */
  readonly columns: readonly string[];
  /** Other tables that its foreign keys point to. */
  readonly references: readonly string[];
}

export interface Sequence {
  /** With its schema, quoted where SQL requires it. */
  readonly name: string;
  readonly value: string;
  readonly isCalled: boolean;
}

/** Values have the same text on every server, whatever its settings are. For one transaction. */
export const PORTABLE_TEXT = `
  SET LOCAL search_path = pg_catalog; SET LOCAL datestyle = ISO; SET LOCAL intervalstyle = postgres;
  SET LOCAL timezone = UTC; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = hex`;

const TABLES = `
  SELECT format('%I.%I', s.nspname, t.relname) AS name,
    array(SELECT attname::text FROM pg_attribute WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
          ORDER BY attnum) AS columns,
    array(SELECT DISTINCT format('%I.%I', os.nspname, o.relname)
          FROM pg_constraint c JOIN pg_class o ON o.oid = c.confrelid JOIN pg_namespace os ON os.oid = o.relnamespace
          WHERE c.conrelid = t.oid AND c.contype = 'f' AND c.confrelid <> t.oid) AS references
  FROM pg_class t JOIN pg_namespace s ON s.oid = t.relnamespace
  WHERE t.relkind = 'r' AND s.nspname = ANY($1) ORDER BY 1`;

const SEQUENCES = `
  SELECT format('%I.%I', n.nspname, s.relname) AS name
  FROM pg_class s JOIN pg_namespace n ON n.oid = s.relnamespace WHERE s.relkind = 'S' AND n.nspname = ANY($1) ORDER BY 1`;

/** Each table after those that its foreign keys point to. */
const inForeignKeyOrder = (tables: readonly Table[]): Table[] => {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const ready = left.filter(({ references }) => !references.some((name) => waiting.has(name)));
    if (ready.length === 0) throw new Error(`Foreign keys form a circle: ${[...waiting].join(', ')}.`);
    ordered.push(...ready);
    left = left.filter((table) => !ready.includes(table));
  }
  return ordered;
};

/** The tables of the schemas, each after those that its foreign keys point to. */
export const readTables = async (client: Client, schemas: readonly string[]): Promise<Table[]> =>
  inForeignKeyOrder((await client.query<Table>(TABLES, [schemas])).rows);

export const readSequences = async (client: Client, schemas: readonly string[]): Promise<Sequence[]> => {
  const sequences: Sequence[] = [];
  for (const { name } of (await client.query<{ name: string }>(SEQUENCES, [schemas])).rows) {
    const { rows } = await client.query<{ value: string; isCalled: boolean }>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${name}`,
    );
    sequences.push(...rows.map((row) => ({ name, ...row })));
  }
  return sequences;
};
