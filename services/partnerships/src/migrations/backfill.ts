import type { QueryRunner } from 'typeorm';

const BATCH = 1000;

/**
 * Sets `column` of each row that `select` reads to `compute(row)`, in batches. A row has at least `id`, the primary key as
 * text. For columns whose values SQL cannot compute.
 */
export const backfill = async <Row extends { readonly id: string }>(
  db: QueryRunner,
  { table, key = 'id', column, select }: { table: string; key?: string; column: string; select: string },
  compute: (row: Row) => string | null,
): Promise<void> => {
  const rows = (await db.query(select)) as readonly Row[];
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    await db.query(
      `UPDATE ${table} SET ${column} = given.value FROM unnest($1::text[], $2::text[]) given(id, value)
       WHERE ${table}.${key}::text = given.id`,
      [batch.map(({ id }) => id), batch.map(compute)],
    );
  }
};
