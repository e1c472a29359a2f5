import { escapeIdentifier } from 'pg';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { RawSqlResultsToEntityTransformer } from 'typeorm/query-builder/transformer/RawSqlResultsToEntityTransformer';
import { selectedColumns, toEntity } from './entity-row';

/** A row as the driver returns it. */
export type RawRow = Readonly<Record<string, string>>;

/**
 * Lets `query` select the columns of its entity alone. Returns the function that makes entities of its rows. TypeORM does both
 * only for a query that also selects what it joins: it takes longer than the statement.
 */
export const selectEntity = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
): ((rows: readonly RawRow[]) => Row[]) => {
  const { expressionMap, dataSource } = query;
  const { mainAlias } = expressionMap;
  if (!mainAlias?.hasMetadata) throw new Error('The query selects no entity.');
  if (expressionMap.joinAttributes.some(({ isSelected }) => isSelected)) {
    const transformer = new RawSqlResultsToEntityTransformer(expressionMap, dataSource.driver, []);
    return (rows) => transformer.transform([...rows], mainAlias) as Row[];
  }
  const { metadata, name } = mainAlias;
  query.select(selectedColumns(metadata, escapeIdentifier(name)));
  return (rows) => rows.map((row) => toEntity<Row>(metadata, row));
};
