import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** Rows per statement. PostgreSQL allows 65,535 parameters; our widest table stays below that. */
const ROWS = 1000;

/** Inserts the rows in order, in as few statements as possible. Does nothing for an empty list. */
export const insertAll = async <Row extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Partial<Row>[],
): Promise<void> => {
  for (let at = 0; at < rows.length; at += ROWS) await tx.insert(entity, rows.slice(at, at + ROWS) as never);
};
