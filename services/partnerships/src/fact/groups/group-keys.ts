import { SUBJECT_PREFIXES } from '../../subject/subject.enums';
import type { Visible } from '../../visibility/source.visibility';
import { FactGroupKey } from './fact-group.enums';

const { SUBJECT, SUBJECT_KIND, PROPERTY, MEASURE, UNIT, SOURCE, STATUS } = FactGroupKey;
const { CONFIDENCE, COUNTRY, ISSUE, VALID_YEAR, RECORDED_MONTH } = FactGroupKey;

/** Columns that each row has anyway. `home` is the subject that others were merged into. */
const COLUMNS: Partial<Record<FactGroupKey, string>> = {
  [SUBJECT]: 'home',
  [SUBJECT_KIND]: `CASE split_part(home, '_', 1) ${Object.entries(SUBJECT_PREFIXES)
    .map(([kind, prefix]) => `WHEN '${prefix}' THEN '${kind}'`)
    .join(' ')} END`,
  [PROPERTY]: 'property_key',
  [MEASURE]: 'measure::text',
  [UNIT]: 'unit',
};

/** What splits facts that are compared with each other: the 9 of 2012 and the 19 of 2015 do not compete by year. */
const OF_CELL: Partial<Record<FactGroupKey, (fact: string) => string>> = {
  [COUNTRY]: (fact) => `${fact}.country`,
  [VALID_YEAR]: (fact) => `CAST(extract(year FROM CASE WHEN ${fact}.measure = 'TARGET'
    THEN coalesce(${fact}.due_earliest, ${fact}.due_latest)
    ELSE coalesce(${fact}.from_earliest, ${fact}.from_latest, ${fact}.to_earliest, ${fact}.to_latest) END) AS text)`,
};

/** What each fact has one value of. Facts of different values compete. */
const OF_FACT: Partial<Record<FactGroupKey, (fact: string) => string>> = {
  [STATUS]: (fact) => `${fact}.status::text`,
  [CONFIDENCE]: (fact) => `${fact}.confidence::text`,
  [RECORDED_MONTH]: (fact) => `to_char(${fact}.known_from AT TIME ZONE 'UTC', 'YYYY-MM')`,
};

/** Values of which a fact has several, or none. */
const SEVERAL: Partial<Record<FactGroupKey, (fact: string, visible: Visible) => string>> = {
  [SOURCE]: (fact, visible) => `SELECT DISTINCT citation.source_id FROM citations citation
    WHERE citation.fact_id = ${fact}.id AND ${visible.sourceById('citation.source_id')}`,
  [ISSUE]: (fact) => `SELECT DISTINCT issue ->> 'code' FROM facts doubted, jsonb_array_elements(doubted.issues) issue
    WHERE doubted.id = ${fact}.id`,
};

/** A column of its own: `confidence` is also one of facts. */
const columnOf = (key: FactGroupKey): string => `key_${key.toLowerCase()}`;

interface NamedKey {
  readonly name: string;
  readonly sql: (fact: string) => string;
}

/** How facts are grouped, in SQL. */
export interface GroupKeys {
  /** All keys, those asked for first. */
  readonly keys: readonly FactGroupKey[];
  /** A column of each key of {@link keys}, as text, over the rows to group. */
  readonly columns: readonly string[];
  readonly ofCell: readonly NamedKey[];
  readonly ofFact: readonly NamedKey[];
  /** Subqueries of one column over the alias of a fact. */
  readonly several: readonly NamedKey[];
}

/** Whether groups are split by this key, whatever they are grouped by. */
export const isImplied = (key: FactGroupKey | undefined): boolean =>
  key === PROPERTY || key === MEASURE || key === UNIT;

/** PROPERTY, MEASURE and UNIT are added to the keys that are asked for. */
export const groupKeysOf = (by: readonly FactGroupKey[], visible: Visible): GroupKeys => {
  const keys = [...new Set([...by, PROPERTY, MEASURE, UNIT])];
  const named = (sqls: Partial<Record<FactGroupKey, (fact: string, visible: Visible) => string>>): NamedKey[] =>
    keys.flatMap((key) => {
      const sql = sqls[key];
      return sql ? [{ name: columnOf(key), sql: (fact: string) => sql(fact, visible) }] : [];
    });
  return {
    keys,
    columns: keys.map((key) => COLUMNS[key] ?? columnOf(key)),
    ofCell: named(OF_CELL),
    ofFact: named(OF_FACT),
    several: named(SEVERAL),
  };
};
