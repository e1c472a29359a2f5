import DataLoader from 'dataloader';
import { escapeIdentifier } from 'pg';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata';

export type Loader<Key, Value> = DataLoader<Key, Value>;

/**
 * Loads one row for each key, with one fetch for all keys of a tick. A key without a row gives `missing(key)`, which
 * defaults to null.
 */
export const byKey = <Key, Row, Missing = null>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
  missing: (key: Key) => Row | Missing = () => null as Missing,
): Loader<Key, Row | Missing> =>
  new DataLoader(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? missing(key));
  });

/** Loads the rows of each key, in the order of the fetch. A key without rows gives an empty list. */
export const groupedByKey = <Key, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): Loader<Key, Row[]> =>
  new DataLoader(async (keys) => {
    const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });

/** Loads a number for each key. A key that the fetch does not return gives 0. */
export const countedByKey = <Key>(
  fetch: (keys: readonly Key[]) => Promise<readonly { key: Key; count: number | string }[]>,
): Loader<Key, number> =>
  new DataLoader(async (keys) => {
    const counts = new Map((await fetch(keys)).map(({ key, count }) => [key, Number(count)]));
    return keys.map((key) => counts.get(key) ?? 0);
  });

/** Creates one loader for each distinct set of arguments, so that fields with the same arguments are fetched together. */
export const loaderPerArguments = <Arguments, Created>(
  create: (args: Arguments) => Created,
): ((args: Arguments) => Created) => {
  const loaders = new Map<string, Created>();
  return (args) => {
    const key = JSON.stringify(args);
    const existing = loaders.get(key);
    if (existing) return existing;
    const created = create(args);
    loaders.set(key, created);
    return created;
  };
};

/** A read of a table by one of its columns. */
interface KeyRead {
  /** With the list of keys as its only parameter. */
  readonly sql: string;
  /** The columns that it reads. */
  readonly columns: readonly ColumnMetadata[];
}

type Direction = 'ASC' | 'DESC';

/** The reads of each table, by column and order. */
const reads = new WeakMap<EntityMetadata, Map<string, KeyRead>>();

const columnOf = (metadata: EntityMetadata, property: string): string => {
  const column = metadata.findColumnWithPropertyName(property);
  if (!column) throw new Error(`${metadata.name} has no column ${property}.`);
  return escapeIdentifier(column.databaseName);
};

const createRead = (metadata: EntityMetadata, key: string, order: Readonly<Record<string, Direction>>): KeyRead => {
  const columns = metadata.columns.filter(({ isSelect }) => isSelect);
  const table = metadata.tablePath.split('.').map(escapeIdentifier).join('.');
  // A virtual column is computed for the row, and none of the table.
  const names = columns
    .map(({ databaseName, query }) => `${query ? `(${query(table)}) AS ` : ''}${escapeIdentifier(databaseName)}`)
    .join(', ');
  const sorting = Object.entries(order).map(([property, direction]) => `${columnOf(metadata, property)} ${direction}`);
  const orderBy = sorting.length > 0 ? ` ORDER BY ${sorting.join(', ')}` : '';
  return { sql: `SELECT ${names} FROM ${table} WHERE ${columnOf(metadata, key)} = ANY($1)${orderBy}`, columns };
};

const readOf = (metadata: EntityMetadata, key: string, order: Readonly<Record<string, Direction>>): KeyRead => {
  const known = reads.get(metadata) ?? new Map<string, KeyRead>();
  reads.set(metadata, known);
  const name = JSON.stringify([key, order]);
  const read = known.get(name) ?? createRead(metadata, key, order);
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
  order: { readonly [Property in keyof Row]?: Direction } = {},
): ((values: readonly NonNullable<Row[Key]>[]) => Promise<Row[]>) => {
  const { dataSource } = db;
  return async (values) => {
    // Here, because most loaders of an operation fetch nothing.
    const metadata = dataSource.getMetadata(Entity);
    const { sql, columns } = readOf(metadata, key, order as Readonly<Record<string, Direction>>);
    const rows = await db.query<Readonly<Record<string, unknown>>[]>(sql, [values]);
    return rows.map((row) => {
      const entity = metadata.create(undefined, { fromDeserializer: true }) as Row;
      for (const column of columns) {
        column.setEntityValue(entity, dataSource.driver.prepareHydratedValue(row[column.databaseName], column));
      }
      return entity;
    });
  };
};
