import { escapeIdentifier } from 'pg';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata';
import type { Condition } from '../access/audience';
import { selectedColumns, toEntity } from './entity-row';
import { queryShort } from './short-reads';

type Direction = 'ASC' | 'DESC';

/** Which rows a loader reads of a table, and in which order. */
interface KeyedRows<Row> {
  readonly order?: { readonly [Property in keyof Row]?: Direction };
  /** Only rows that meet a condition, in which the table is called `table`, and columns have their names in the database. */
  readonly where?: Condition & { readonly table: string };
  /** SQL of a query of the values to find, from SQL of the list of values that are asked for. Defaults to those. */
  readonly findsIn?: (asked: string) => string;
}

/** A statement with the list of values as its first parameter. */
interface KeyRead {
  readonly sql: string;
  /** Names of its other parameters, in order. */
  readonly parameters: readonly string[];
}

/** The reads of each table, by what makes their text. */
const reads = new WeakMap<EntityMetadata, Map<string, KeyRead>>();

const columnOf = (metadata: EntityMetadata, property: string): string => {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}.`);
  return escapeIdentifier(column.databaseName);
};

const createRead = <Row>(metadata: EntityMetadata, key: string, { order = {}, where, findsIn }: KeyedRows<Row>) => {
  const table = escapeIdentifier(where?.table ?? metadata.tableName);
  const parameters: string[] = [];
  const condition = where?.sql.replaceAll(/(?<!:):(\w+)/g, (_, name: string) => {
    if (!parameters.includes(name)) parameters.push(name);
    return `$${parameters.indexOf(name) + 2}`;
  });
  const found = findsIn ? `IN (${findsIn('CAST($1 AS text[])')})` : '= ANY($1)';
  const sorting = Object.entries(order as Readonly<Record<string, Direction>>).map(
    ([property, direction]) => `${table}.${columnOf(metadata, property)} ${direction}`,
  );
  const sql = [
    `SELECT ${selectedColumns(metadata, table)}`,
    `FROM ${metadata.tablePath.split('.').map(escapeIdentifier).join('.')} ${table}`,
    `WHERE ${table}.${columnOf(metadata, key)} ${found}`,
    ...(condition ? [`AND (${condition})`] : []),
    ...(sorting.length > 0 ? [`ORDER BY ${sorting.join(', ')}`] : []),
  ].join(' ');
  return { sql, parameters };
};

const readOf = <Row>(metadata: EntityMetadata, key: string, rows: KeyedRows<Row>): KeyRead => {
  const known = reads.get(metadata) ?? new Map<string, KeyRead>();
  reads.set(metadata, known);
  const name = JSON.stringify([key, rows.order, rows.where?.table, rows.where?.sql, rows.findsIn?.('')]);
  const read = known.get(name) ?? createRead(metadata, key, rows);
  known.set(name, read);
  return read;
};

/**
 * Returns the fetch of a loader: the entities whose property `key` is one of the values. Its statement is built once and is the same
 * for any number of values. TypeORM builds one for each fetch, and another one for each number of values, which takes longer than
 * sending it.
 */
export const rowsByKey = <Row extends ObjectLiteral, Key extends keyof Row & string>(
  db: EntityManager,
  Entity: EntityTarget<Row>,
  key: Key,
  rows: KeyedRows<Row> = {},
): ((values: readonly NonNullable<Row[Key]>[]) => Promise<Row[]>) => {
  const { dataSource } = db;
  return async (values) => {
    // Here, because most loaders of an operation fetch nothing.
    const metadata = dataSource.getMetadata(Entity);
    const { sql, parameters } = readOf(metadata, key, rows);
    const given = parameters.map((name) => rows.where?.parameters[name]);
    const found = await queryShort<Readonly<Record<string, unknown>>[]>(db, sql, [values, ...given]);
    return found.map((row) => toEntity<Row>(metadata, row));
  };
};
