import type { House } from './house';

/** Tables, but for the log, that hold one of the words in any column of any row. */
export const tracesOf = async (house: House, words: readonly string[]): Promise<string[]> => {
  const tables = await house.sql<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'membership' ORDER BY table_name`,
  );
  const found: string[] = [];
  for (const { name } of tables.filter((table) => table.name !== 'events')) {
    const patterns = words.map((word) => `%${word}%`);
    const rows = await house.sql(`SELECT 1 FROM membership.${name} AS row WHERE row::text ILIKE ANY ($1) LIMIT 1`, [
      patterns,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
};
