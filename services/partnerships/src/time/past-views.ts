import { isCountedFact } from '../subject/fact-count';

interface Database {
  query(sql: string): Promise<unknown>;
}

interface Versioned {
  /** Columns of the primary key. */
  readonly key: string;
  /** Columns that never change, or that are derived from other rows: they are left out of the versions and read as they are now. */
  readonly without?: readonly string[];
  /** Further indexes of the versions. */
  readonly indexes: readonly string[];
  /** Columns left out whose value is computed as it was: SQL on the version `v`. */
  readonly computed?: Readonly<Record<string, string>>;
  /** Condition on the version `v` in its view, besides when it was known. */
  readonly where?: string;
}

/** The schema of the views. Its tables hide those of the service for who reads as of a moment. */
export const PAST = 'partnerships_past';

/** The moment of the reader: see `managerAt`. Each is a query, which is run once for a statement and not for each row. */
const KNOWN_AT = `(SELECT current_setting('wizness.known_at')::timestamptz)`;
const VALID_AT = `(SELECT nullif(current_setting('wizness.valid_at', true), '')::date)`;

/** The row may be so on the day: some reading of its period contains it. */
const mayHold = (alias: string): string => `(${VALID_AT} IS NULL OR (
  coalesce(${alias}.from_earliest, '-infinity') <= ${VALID_AT} AND coalesce(${alias}.to_latest, 'infinity') >= ${VALID_AT}))`;

const FACT_MAY_HOLD = `(${VALID_AT} IS NULL OR EXISTS (
  SELECT FROM facts stating WHERE stating.id = v.fact_id AND ${mayHold('stating')}))`;

/** How many facts a subject had: see `isCountedFact`. */
const COUNTED = {
  without: ['fact_count'],
  computed: {
    fact_count: `SELECT CAST(count(*) AS integer) FROM ${PAST}.facts fact WHERE fact.subject_id = ANY(ARRAY(
      SELECT v.id UNION ALL SELECT merged.id FROM ${PAST}.identities merged WHERE merged.survivor_id = v.id)) AND ${isCountedFact('fact')}`,
  },
};

/** Tables whose rows are changed or deleted in place, and whose every state is kept in `<table>_versions`. */
export const VERSIONED: Readonly<Record<string, Versioned>> = {
  // First, because other views read it.
  identities: { key: 'id', indexes: ['survivor_id'] },
  affiliations: { key: 'id', indexes: ['person_id', 'organisation_id', 'fact_id'], where: FACT_MAY_HOLD },
  citations: { key: 'id', indexes: ['fact_id', 'organisation_name_id', 'source_id', 'reported_source_id'] },
  fact_contradictions: { key: 'fact_id, other_id', indexes: ['other_id'] },
  ordered_items: { key: 'programme_id, kind, position', indexes: ['fact_id'] },
  organisation_identifiers: { key: 'scheme, value', indexes: ['organisation_id'] },
  organisation_names: { key: 'id', indexes: ['organisation_id', 'name_key'], where: mayHold('v') },
  organisations: { key: 'id', ...COUNTED, indexes: ['slug', 'name_key, id', 'parent_id'] },
  participations: {
    key: 'id',
    indexes: ['organisation_id', 'programme_id', 'partnership_id', 'fact_id'],
    where: FACT_MAY_HOLD,
  },
  partnerships: { key: 'id', ...COUNTED, indexes: ['slug', 'name_key'] },
  people: { key: 'id', ...COUNTED, indexes: ['slug', 'name_key'] },
  programme_names: { key: 'programme_id, value', indexes: ['name_key'] },
  programmes: { key: 'id', ...COUNTED, indexes: ['slug', 'name_key', 'partnership_id'] },
  sources: { key: 'id', without: ['text', 'fact_count'], indexes: ['post_id'] },
};

/** The view of a table: its columns in their order, as they were. */
const viewOf = (
  table: string,
  { key, without = [], computed = {}, where = 'TRUE' }: Versioned,
  columns: readonly string[],
): string => {
  const selected = columns.map((column) =>
    computed[column] !== undefined
      ? `(${computed[column]}) AS ${column}`
      : without.includes(column)
        ? `(SELECT ${column} FROM ${table} t WHERE t.${key} = v.${key}) AS ${column}`
        : `v.${column}`,
  );
  return `CREATE VIEW ${PAST}.${table} AS SELECT ${selected.join(', ')} FROM ${table}_versions v
    WHERE v.known_from <= ${KNOWN_AT} AND v.known_to > ${KNOWN_AT} AND ${where}`;
};

/** Versions known by then. What has come to its end since is shown as current, with the status that it had. */
const FACT_COLUMNS: Readonly<Record<string, string>> = {
  known_to: `CASE WHEN v.known_to > ${KNOWN_AT} THEN 'infinity' ELSE v.known_to END`,
  status: `CASE WHEN v.known_to <= ${KNOWN_AT} THEN v.status
    WHEN EXISTS (SELECT FROM disputes WHERE disputes.lineage_id = v.lineage_id
      AND disputes.known_from <= ${KNOWN_AT} AND disputes.known_to > ${KNOWN_AT}) THEN 'DISPUTED' ELSE v.reviewed_status END`,
};

const factsView = (columns: readonly string[]): string => `CREATE VIEW ${PAST}.facts AS
  SELECT ${columns.map((column) => `${FACT_COLUMNS[column] ?? `v.${column}`} AS ${column}`).join(', ')}
  FROM facts v WHERE v.known_from <= ${KNOWN_AT}`;

/** As the table `cited_facts`, which triggers keep for now only. Each branch can be searched by the id that is cited. */
const CITED_FACTS = `CREATE VIEW ${PAST}.cited_facts AS
  SELECT hashtextextended(cited.cited_id || ' ' || fact.id, 0) AS id, cited.cited_id, fact.id AS fact_id, fact.subject_id,
    fact.property_key, fact.measure, fact.status = 'RETRACTED' AS retracted, min(cited.visible_to)::smallint AS visible_to
  FROM (${['source.id', 'citation.reported_source_id', 'source.post_id']
    .map(
      (id) => `SELECT ${id} AS cited_id, citation.fact_id, CASE
        WHEN source.post_id IS NULL OR (audience.published AND audience.visibility = 'PUBLIC') THEN 0
        WHEN audience.published AND audience.visibility = 'MEMBERS' THEN 1 ELSE 2 END AS visible_to
      FROM ${PAST}.citations citation JOIN ${PAST}.sources source ON source.id = citation.source_id
      LEFT JOIN post_audiences audience ON audience.post_id = source.post_id`,
    )
    .join(' UNION ALL ')}) cited
  JOIN ${PAST}.facts fact ON fact.id = cited.fact_id
  WHERE cited.cited_id IS NOT NULL AND fact.known_to = 'infinity'
  GROUP BY cited.cited_id, fact.id, fact.subject_id, fact.property_key, fact.measure, fact.status`;

/** How a unit converted: as before the first change since, or else as it does now. Other columns, and units, are those of now. */
const UNITS = `CREATE VIEW ${PAST}.units AS
  SELECT unit.code, unit.labels, unit.words, unit.dimension, CASE WHEN former.code IS NULL THEN unit.factor ELSE former.factor END AS factor
  FROM units unit LEFT JOIN LATERAL (
    SELECT * FROM former_factors f WHERE f.code = unit.code AND f.known_to > ${KNOWN_AT} ORDER BY f.known_to LIMIT 1
  ) former ON TRUE`;

const rowsOf = async <Row>(db: Database, sql: string): Promise<readonly Row[]> =>
  (await db.query(sql)) as readonly Row[];

/** The columns of a table, in their order. */
export const columnsOf = async (db: Database, table: string): Promise<string[]> => {
  const sql = `SELECT attname AS name FROM pg_attribute
    WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;
  return (await rowsOf<{ name: string }>(db, sql)).map(({ name }) => name);
};

/** The tables of {@link VERSIONED} that exist: a migration brings some of them later. */
export const versionedTables = async (db: Database): Promise<string[]> => {
  const names = Object.keys(VERSIONED);
  const sql = `SELECT name FROM unnest('{${names.join()}}'::text[]) name WHERE to_regclass(name) IS NOT NULL`;
  const found = new Set((await rowsOf<{ name: string }>(db, sql)).map(({ name }) => name));
  return names.filter((name) => found.has(name));
};

/** Before there are merges, nothing is merged. */
const NO_IDENTITIES = `CREATE VIEW ${PAST}.identities AS
  SELECT CAST(NULL AS text) AS id, CAST(NULL AS text) AS survivor_id, CAST(NULL AS timestamptz) AS merged_at WHERE FALSE`;

/** Creates the views of the tables as they were. Call it after a migration has changed one of the tables, too. */
export const createPastViews = async (db: Database): Promise<void> => {
  await dropPastViews(db);
  await db.query(factsView(await columnsOf(db, 'facts')));
  const tables = await versionedTables(db);
  if (!tables.includes('identities')) await db.query(NO_IDENTITIES);
  for (const table of tables) {
    const versioned = VERSIONED[table];
    if (versioned) await db.query(viewOf(table, versioned, await columnsOf(db, table)));
  }
  await db.query(CITED_FACTS);
  const [former] = await rowsOf<{ exists: boolean }>(db, `SELECT to_regclass('former_factors') IS NOT NULL AS exists`);
  if (former?.exists) await db.query(UNITS);
  // The view of partners is made again over the views instead of the tables.
  const [partners] = await rowsOf<{ text: string }>(db, `SELECT pg_get_viewdef('partners') AS text`);
  const [session] = await rowsOf<{ path: string }>(db, `SELECT current_setting('search_path') AS path`);
  await db.query(`SET LOCAL search_path = ${PAST}, ${session?.path}`);
  await db.query(`CREATE VIEW ${PAST}.partners AS ${partners?.text}`);
  await db.query(`SET LOCAL search_path = ${session?.path}`);
};

/** Before a migration changes the columns of one of the tables. */
export const dropPastViews = async (db: Database): Promise<void> => {
  const views = await rowsOf<{ name: string }>(
    db,
    `SELECT quote_ident(viewname) AS name FROM pg_views WHERE schemaname = '${PAST}'`,
  );
  if (views.length > 0) await db.query(`DROP VIEW ${views.map(({ name }) => `${PAST}.${name}`).join(', ')} CASCADE`);
};
