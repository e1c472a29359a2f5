import { escapeIdentifier } from 'pg';
import type { ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import type { EntityMetadata } from 'typeorm/metadata/EntityMetadata';

/** Types whose values TypeORM leaves as the driver returns them. */
const PLAIN_TYPES: ReadonlySet<unknown> = new Set([
  'text',
  'boolean',
  'smallint',
  'integer',
  'numeric',
  'json',
  'jsonb',
  'timestamptz',
]);

/** A column whose values become a property of an entity. */
interface ReadColumn {
  readonly name: string;
  readonly property: string;
  /** Undefined: the value is kept as it is. */
  readonly convert: ((value: unknown) => unknown) | undefined;
}

/** How the entities of a table are made of its rows. */
interface ReadEntity {
  readonly columns: readonly ReadColumn[];
  /** Kept alive, see {@link withProperties}. */
  readonly first: ObjectLiteral;
}

const known = new WeakMap<EntityMetadata, ReadEntity>();

/**
 * Adds properties to the first entity of a class. V8 makes a dictionary of an object that gets more than a dozen properties by
 * computed names, which is slow and large, unless an object of the same class has got them in the same order by definitions.
 */
const withProperties = (entity: ObjectLiteral, columns: readonly ReadColumn[]): ObjectLiteral => {
  const descriptor = { value: null, writable: true, enumerable: true, configurable: true };
  for (const { property } of columns) Object.defineProperty(entity, property, descriptor);
  return entity;
};

const create = (metadata: EntityMetadata): ObjectLiteral => metadata.create(undefined, { fromDeserializer: true });

const selected = ({ columns: all }: EntityMetadata): readonly ColumnMetadata[] =>
  all.filter(({ isSelect }) => isSelect);

const readOf = (metadata: EntityMetadata): ReadEntity => {
  const existing = known.get(metadata);
  if (existing) return existing;
  const { driver } = metadata.dataSource;
  const columns = selected(metadata).map((column) => ({
    name: column.databaseName,
    property: column.propertyName,
    convert:
      column.transformer === undefined && PLAIN_TYPES.has(column.type) && !column.embeddedMetadata
        ? undefined
        : (value: unknown): unknown => driver.prepareHydratedValue(value, column),
  }));
  const read = { columns, first: withProperties(create(metadata), columns) };
  known.set(metadata, read);
  return read;
};

/**
 * SQL of the columns of an entity that are read by default, each under its own name. `table` is the name of its table in the
 * statement, in SQL.
 */
export const selectedColumns = (metadata: EntityMetadata, table: string): string =>
  selected(metadata)
    .map(({ databaseName, query }) => {
      const name = escapeIdentifier(databaseName);
      // A virtual column is computed for the row, and none of the table.
      return query ? `(${query(table)}) AS ${name}` : `${table}.${name}`;
    })
    .join(', ');

/** The entity of a row that has {@link selectedColumns}: the same as TypeORM makes. */
export const toEntity = <Row extends ObjectLiteral>(
  metadata: EntityMetadata,
  row: Readonly<Record<string, unknown>>,
): Row => {
  const { columns } = readOf(metadata);
  const entity = create(metadata);
  for (const { name, property, convert } of columns) {
    const value = row[name];
    entity[property] = convert ? convert(value) : value;
  }
  return entity as Row;
};
