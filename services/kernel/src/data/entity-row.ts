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

const columns = new WeakMap<EntityMetadata, readonly ReadColumn[]>();

const selected = ({ columns: all }: EntityMetadata): readonly ColumnMetadata[] =>
  all.filter(({ isSelect }) => isSelect);

const columnsOf = (metadata: EntityMetadata): readonly ReadColumn[] => {
  const known = columns.get(metadata);
  if (known) return known;
  const { driver } = metadata.dataSource;
  const read = selected(metadata).map((column) => ({
    name: column.databaseName,
    property: column.propertyName,
    convert:
      column.transformer === undefined && PLAIN_TYPES.has(column.type) && !column.embeddedMetadata
        ? undefined
        : (value: unknown): unknown => driver.prepareHydratedValue(value, column),
  }));
  columns.set(metadata, read);
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
  const entity = metadata.create(undefined, { fromDeserializer: true });
  for (const { name, property, convert } of columnsOf(metadata)) {
    const value = row[name];
    entity[property] = convert ? convert(value) : value;
  }
  return entity as Row;
};
