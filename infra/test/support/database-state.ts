import { catalogue, connectClient, urlOfService } from '@wizness/kernel';

/** What is in a database, by the names of tables and sequences. */
export interface DatabaseState {
  /** The rows of each table as text, sorted. */
  readonly tables: Readonly<Record<string, readonly string[]>>;
  readonly sequences: Readonly<Record<string, string>>;
  /** Each table's columns with their types, indexes and constraints; and functions and triggers. */
  readonly definitions: readonly string[];
}

const OWN = `nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'public')`;

const DEFINITIONS = `
  SELECT format('column %s.%s %s %s %s %s %s', nspname, relname, attname, format_type(atttypid, atttypmod),
           CASE WHEN attnotnull THEN 'NOT NULL' END, attgenerated::text || attidentity::text, pg_get_expr(adbin, adrelid)) AS text
  FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
    LEFT JOIN pg_attrdef d ON adrelid = attrelid AND adnum = attnum
  WHERE ${OWN} AND attnum > 0 AND NOT attisdropped AND relkind = 'r'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE ${OWN.replace('nspname', 'schemaname')}
  UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
  FROM pg_constraint k JOIN pg_namespace n ON n.oid = connamespace WHERE ${OWN}
  UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE ${OWN} AND prokind <> 'a'
  UNION ALL SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
    JOIN pg_namespace n ON n.oid = relnamespace WHERE ${OWN} AND NOT tgisinternal
  UNION ALL SELECT format('owner %s.%s %s', nspname, relname, pg_get_userbyid(relowner)) FROM pg_class c
    JOIN pg_namespace n ON n.oid = relnamespace WHERE ${OWN} AND relkind IN ('r', 'S')
  ORDER BY 1`;

/** Reads everything that is in the schemas of the services, of which each may have a database of its own. */
export const readState = async (url: string): Promise<DatabaseState> => {
  const urls = new Set(catalogue.map(({ name }) => urlOfService(url, name)));
  const states = await Promise.all([...urls].map(readDatabase));
  return {
    tables: Object.assign({}, ...states.map(({ tables }) => tables)),
    sequences: Object.assign({}, ...states.map(({ sequences }) => sequences)),
    definitions: states.flatMap(({ definitions }) => definitions).toSorted(),
  };
};

const readDatabase = async (url: string): Promise<DatabaseState> => {
  const client = await connectClient(url);
  const read = async <Row extends object>(text: string): Promise<Row[]> => (await client.query<Row>(text)).rows;
  try {
    const named = (kind: string) =>
      read<{ name: string }>(
        `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
         WHERE relkind = '${kind}' AND ${OWN} ORDER BY 1`,
      );
    const tables: Record<string, string[]> = {};
    for (const { name } of await named('r')) {
      const rows = await read<{ row: string }>(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      tables[name] = rows.map(({ row }) => row);
    }
    const sequences: Record<string, string> = {};
    for (const { name } of await named('S')) {
      const [state] = await read<{ state: string }>(
        `SELECT format('%s %s', last_value, is_called) AS state FROM ${name}`,
      );
      sequences[name] = state?.state ?? '';
    }
    const definitions = (await read<{ text: string }>(DEFINITIONS)).map(({ text }) => text);
    return { tables, sequences, definitions };
  } finally {
    await client.end();
  }
};
