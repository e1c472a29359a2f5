import type { Order } from '@wizness/kernel';
import { type FactGroupOrder, REASONS } from './fact-group.enums';
import { type GroupKeys, isImplied } from './group-keys';
import type { Conversion, RowsOptions } from './group-rows';

/** One group, as SQL returns it. Numbers are decimals as text. */
export interface GroupRow {
  readonly token: string;
  readonly keys: readonly (string | null)[];
  readonly property_key: string;
  readonly unit: string | null;
  readonly count: string;
  readonly subjects: string;
  readonly sum_lower: string | null;
  readonly sum_upper: string | null;
  readonly has_sum: boolean;
  readonly min: string | null;
  readonly max: string | null;
  readonly average: string | null;
  readonly approximate: boolean | null;
  readonly excluded: readonly string[];
}

/** Below every stored sum. */
const BEYOND = '1e90';

const KEPT = 'FILTER (WHERE left_out IS NULL)';

/** In place of the id of a subject, which takes long to sort. Of a million, two have one hash with a probability of 3·10⁻⁸. */
const HOME = 'hashtextextended(home, 0)';

/** Divides once, after adding: a third of an hour three times is one hour. */
const divided = (sql: string, { divisor }: Conversion): string =>
  `trim_scale(${divisor === null ? sql : `(${sql}) / ${divisor}`})`;

/** An end of a sum is open if that of one value is. */
const sumOf = (end: 'lo' | 'hi', conversion: Conversion): string =>
  `CASE WHEN bool_or(${end} IS NULL) ${KEPT} IS NOT TRUE THEN ${divided(`sum(${end}) ${KEPT}`, conversion)} END`;

/** Text that identifies a group: its keys as JSON. */
export const tokenOf = ({ columns }: GroupKeys): string => `CAST(jsonb_build_array(${columns.join(', ')}) AS text)`;

/** Rows with the values of keys of which a fact has several. */
export const spreadRows = (
  { several }: GroupKeys,
  { handle, table }: Pick<RowsOptions, 'handle' | 'table'>,
): string => {
  if (several.length === 0) return 'rows';
  const joins = several.map(({ name, sql }) => `LEFT JOIN LATERAL (${sql('spread')}) AS of_${name} (${name}) ON TRUE`);
  const selected = several.map(({ name }) => `of_${name}.${name}`);
  return `(SELECT rows.*, ${selected.join(', ')} FROM rows JOIN ${table} spread ON spread.${handle} = rows.tid ${joins.join(' ')}) rows`;
};

/** Further columns to group by: those of the keys that always apply follow from the first three. */
const groupedBy = ({ keys, columns }: GroupKeys): string =>
  columns.flatMap((column, index) => (isImplied(keys[index]) ? [] : [`, ${column}`])).join('');

/** The number of subjects of a group. Few keys split the facts of a subject, property, measure and unit. */
const subjectsOf = ({ keys, isStored }: Pick<RowsOptions, 'keys' | 'isStored'>): string =>
  isStored && keys.ofFact.length === 0 && keys.several.length === 0
    ? 'count(*) FILTER (WHERE is_first)'
    : `count(DISTINCT ${HOME}) ${KEPT}`;

/** The groups of `rows`, see `rowsSql`. Target and actual never meet, because the measure is a key. */
export const groupsSql = ({ keys, conversion, isStored, ...place }: RowsOptions): string => `
  SELECT grouped.*, property.additive AND measure <> 'RATE' AND unit IS NOT NULL AND count > 0 AS has_sum
  FROM (
    SELECT ${tokenOf(keys)} AS token, ARRAY[${keys.columns.join(', ')}] AS keys,
      property_key, measure, unit, count(*) ${KEPT} AS count, ${subjectsOf({ keys, isStored })} AS subjects,
      ${sumOf('lo', conversion)} AS sum_lower, ${sumOf('hi', conversion)} AS sum_upper,
      ${divided(`min(lo) ${KEPT}`, conversion)} AS min, ${divided(`max(hi) ${KEPT}`, conversion)} AS max,
      ${divided('avg(lo) FILTER (WHERE left_out IS NULL AND lo = hi)', conversion)} AS average,
      bool_or(approximate) ${KEPT} AS approximate,
      ARRAY[${REASONS.map((_, index) => `count(*) FILTER (WHERE left_out = ${index + 1})`).join(', ')}] AS excluded
    FROM ${spreadRows(keys, place)}
    GROUP BY property_key, measure, unit${groupedBy(keys)}
  ) grouped JOIN fact_properties property ON property.key = grouped.property_key`;

const SUM = `CASE WHEN has_sum THEN coalesce(sum_upper, sum_lower) END`;

/** The order of a page of groups. All keys sort upwards: what is highest first is negated. */
export const groupOrder = (order: FactGroupOrder, keys: GroupKeys): Order => {
  const byKeys = keys.keys.map((_, index) => ({ sql: `coalesce(keys[${index + 1}], '')`, type: 'text' }) as const);
  const first = {
    COUNT: [{ sql: '-count', type: 'integer' }],
    SUM: [{ sql: `coalesce(-${SUM}, ${BEYOND})`, type: 'numeric' }],
    KEY: [],
  } as const;
  return {
    name: `groups by ${keys.keys.join(', ')}, ${order}`,
    direction: 'ASC',
    keys: [...first[order], ...byKeys, { sql: 'token', type: 'text' }],
  };
};
