import { joinedHome } from '../../subject/merge/home';
import { statementOf } from '../value/same-statement';
import type { GroupKeys } from './group-keys';

/** How quantities are converted, in SQL over `fact`. */
export interface Conversion {
  /** Unit of the values of a fact, after conversion. */
  readonly unit: string;
  /** What its numbers are multiplied with before they are added. Null: nothing is converted. */
  readonly factor: string | null;
  /** Whether its unit cannot be converted. */
  readonly isOther: string;
  /** What a sum is divided by, once, after adding. Null: nothing is converted. */
  readonly divisor: string | null;
}

export const NO_CONVERSION: Conversion = { unit: 'fact.unit_code', factor: null, isOther: 'FALSE', divisor: null };

export interface RowsOptions {
  /** The table of `fact`, and the column by which its row is found again. */
  readonly table: string;
  readonly handle: string;
  readonly keys: GroupKeys;
  readonly conversion: Conversion;
  /** Whether the filter names statuses, or ranks: then no fact is left out by them. */
  readonly namesStatuses: boolean;
  readonly namesRanks: boolean;
  /** Whether it is stored for most facts whether they count: then rows have `is_first`. */
  readonly isStored: boolean;
}

const endOf = (end: 'lower' | 'upper', { factor }: Conversion): string =>
  `coalesce(fact.amount, fact.${end})${factor === null ? '' : ` * ${factor}`}`;

/** Columns of `base`: what each fact is grouped by, its value, and why it does not count. */
export const baseColumns = ({
  handle,
  keys,
  conversion,
  namesStatuses,
  namesRanks,
}: RowsOptions): Record<string, string> => ({
  tid: `fact.${handle}`,
  home: joinedHome('identity', 'fact.subject_id'),
  property_key: 'fact.property_key',
  measure: 'fact.measure',
  unit: conversion.unit,
  // Two brands of one company are two facts; two numbers of platforms are not.
  statement: `CASE WHEN fact.unit_code IS NULL THEN ${statementOf('fact')} END`,
  lo: endOf('lower', conversion),
  hi: endOf('upper', conversion),
  approximate: 'fact.approximate',
  ...DECIDING,
  ...Object.fromEntries([...keys.ofCell, ...keys.ofFact].map(({ name, sql }) => [name, sql('fact')])),
  left_out: `CASE ${[
    ...(namesStatuses ? [] : [`WHEN fact.status <> 'ACCEPTED' THEN 1`]),
    ...(namesRanks ? [] : [`WHEN fact.rank = 'DEPRECATED' THEN 2`]),
    `WHEN fact.presence <> 'VALUE' THEN 3`,
    `WHEN fact.unit_code IS NOT NULL AND fact.amount IS NULL AND fact.lower IS NULL AND fact.upper IS NULL THEN 3`,
    `WHEN ${conversion.isOther} THEN 4`,
  ].join(' ')} END`,
});

const list = (...columns: readonly (string | readonly string[])[]): string => columns.flat().join(', ');

/** Columns of `rows`, but for the reason to leave one out. */
const columnsOf = ({ ofCell, ofFact }: Pick<GroupKeys, 'ofCell' | 'ofFact'>): string[] => [
  ...['tid', 'home', 'property_key', 'measure', 'unit'],
  ...[...ofCell, ...ofFact].map(({ name }) => name),
  ...['lo', 'hi', 'approximate'],
];

/** Value of `left_out` of a current fact that counts. */
export const COUNTS = 0;

/** Columns of current facts of which it is stored whether they count. */
export const decidedColumns = (options: RowsOptions): Record<string, string> => {
  const columns = baseColumns(options);
  const used = columnsOf(options.keys).map((name) => [name, columns[name] ?? name]);
  return { ...Object.fromEntries(used), left_out: `nullif(fact.left_out, ${COUNTS})`, is_first: 'fact.is_first' };
};

/** A subject is counted by one of its facts that count. */
const IS_FIRST = `left_out IS NULL AND
  row_number() OVER (PARTITION BY home, property_key, measure, unit ORDER BY left_out NULLS FIRST) = 1`;

/**
 * Columns of `base` that decide which facts of a cell count. They are read with the others: finding rows again costs more. In
 * brackets, because TypeORM confuses the names of a column that is selected twice.
 */
const DECIDING: Readonly<Record<string, string>> = {
  limited_to: '(fact.country)',
  ...Object.fromEntries(
    [
      ...['id', 'rank', 'confidence', 'known_from', 'dimension_values'],
      ...['from_earliest', 'from_latest', 'to_latest', 'due_earliest', 'due_latest'],
    ].map((column) => [column, `(fact.${column})`]),
  ),
};

/** The names of the limits of a fact, and their number: a total has none, its part for one country has `country`. Few have others. */
const FAMILY = `concat(CASE WHEN fact.limited_to IS NOT NULL THEN 'country,' END, CASE WHEN fact.dimension_values <> '{}'
  THEN (SELECT string_agg(name, ',' ORDER BY name) FROM jsonb_object_keys(fact.dimension_values) name) END)`;
const PARTS = `CAST(fact.limited_to IS NOT NULL AS integer) + CASE WHEN fact.dimension_values = '{}' THEN 0
  ELSE (SELECT count(*) FROM jsonb_object_keys(fact.dimension_values)) END`;

/** The days on which a fact may hold; of a target, those on which it may be due. A bound that is not known meets everything. */
const PERIOD = `CASE WHEN fact.measure = 'TARGET' THEN daterange(fact.due_earliest, fact.due_latest, '[]')
  ELSE daterange(fact.from_earliest, fact.to_latest, '[]') END`;
const MOMENT = `CASE WHEN fact.measure = 'TARGET' THEN fact.due_latest ELSE fact.from_latest END`;

/** Whether facts for the same count whose periods do not meet. If not, the one of the latest moment counts. */
const HAS_PERIODS = `unit IS NULL OR property_key IN (SELECT key FROM fact_properties WHERE accumulates OR NOT additive)`;

/** Not a join: if many more facts are undecided than the planner knows, it would compare all pairs. */
const IS_SEVERAL = 'cell_hash IN (SELECT cell_hash FROM several)';

/** Which of facts for the same counts, the best first. The measure decides what dates a fact. */
const BEST = 'rank, confidence, is_undated, known_from DESC, id';

/**
 * The rows to group, as a list of common table expressions of which the last is `rows`: one for each fact that `base` returns (the
 * text of a statement with {@link baseColumns}), or `decided` (with {@link decidedColumns}, which adds `is_first` to the rows).
 * `left_out` is null for a fact that counts, else the place of one of REASONS from 1. A *cell* holds the facts of which few count,
 * because they state the same thing: of one subject, property, measure and unit. In a cell
 * - either the whole counts or its parts, never both;
 * - of what accumulates, facts count whose periods do not meet; else the one of the latest moment.
 *
 * A cell is known by the hash of what it is of, which is compared faster: of a million cells, two have one hash with a probability
 * of 3·10⁻⁸. Most facts are alone in their cell.
 */
export const rowsSql = (
  { base, decided }: { readonly base: string; readonly decided: string | null },
  { keys }: Pick<RowsOptions, 'keys'>,
): string => {
  const ofCell = keys.ofCell.map(({ name }) => name);
  const cell = list('home', 'property_key', 'measure', 'unit', 'statement', ofCell);
  const columns = list(columnsOf(keys));
  // OFFSET 0: each column is computed once, and not again for the hash.
  return `base AS MATERIALIZED (
    SELECT stated.*, CASE WHEN left_out IS NULL THEN hash_record_extended(ROW(${cell}), 0) END AS cell_hash
    FROM (${base} OFFSET 0) stated
  ),
  several AS MATERIALIZED (SELECT cell_hash FROM base WHERE cell_hash IS NOT NULL GROUP BY cell_hash HAVING count(*) > 1),
  many AS (
    SELECT fact.*, ${FAMILY} AS family, ${PARTS} AS parts, CASE WHEN has_periods THEN ${PERIOD} END AS period,
      CASE WHEN NOT has_periods THEN ${MOMENT} END AS moment, ${PERIOD} = daterange(NULL, NULL) AS is_undated
    FROM (SELECT *, ${HAS_PERIODS} AS has_periods FROM base WHERE (${IS_SEVERAL}) IS TRUE OFFSET 0) fact
  ),
  ranked AS (
    SELECT *, first_value(rank) OVER best_first AS top, first_value(family) OVER best_first AS chosen
    FROM many WINDOW best_first AS (PARTITION BY cell_hash ORDER BY rank, parts, confidence, is_undated, known_from DESC, id)
  ),
  picked AS (
    SELECT *, CASE WHEN has_periods
      THEN keep_apart(period) FILTER (WHERE has_periods) OVER (alike ROWS UNBOUNDED PRECEDING)
      ELSE row_number() OVER alike = 1 END AS is_kept
    FROM ranked WINDOW alike AS (PARTITION BY cell_hash, family = chosen, limited_to, dimension_values
      ORDER BY moment DESC NULLS LAST, ${BEST})
  ),
  judged AS (
    SELECT ${columns}, left_out FROM base WHERE (${IS_SEVERAL}) IS NOT TRUE
    UNION ALL
    SELECT ${columns}, CASE WHEN family = chosen AND is_kept THEN NULL WHEN rank > top THEN 2 ELSE 5 END FROM picked
  ),
  rows AS (${
    decided === null
      ? 'SELECT * FROM judged'
      : `SELECT ${columns}, left_out, is_first FROM (${decided}) decided UNION ALL SELECT judged.*, ${IS_FIRST} FROM judged`
  })`;
};
