import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/** PostgreSQL takes 65,535 parameters in a statement: this many rows of our widest table stay below it. */
const ROWS = 1000;

/** Inserts all the rows, in their order, in as few statements as it takes; none for none. */
export const insertAll = async <Row extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Partial<Row>[],
): Promise<void> => {
  for (let at = 0; at < rows.length; at += ROWS) await tx.insert(entity, rows.slice(at, at + ROWS) as never);
};
