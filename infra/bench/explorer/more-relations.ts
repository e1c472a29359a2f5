import { connectClient } from '@wizness/kernel';

/** With those that the data have already, at least as many relations as the picture has to draw smoothly: 30,000. */
const MORE = 17_000;

/** Each relation that everyone may see is stated again, of other subjects of its kind and with the entity of another one. */
const STATEMENTS = [
  'SET search_path TO partnerships',
  `CREATE TEMPORARY TABLE more AS
    WITH stated AS (
      SELECT id, property_key, subject_id, entity_id, row_number() OVER kinds AS place, count(*) OVER (PARTITION BY property_key) AS total
      FROM facts WHERE entity_id IS NOT NULL AND known_to = 'infinity' AND visible_to = 0
      WINDOW kinds AS (PARTITION BY property_key ORDER BY id)),
    subjects AS (
      SELECT id, split_part(id, '_', 1) AS prefix, row_number() OVER prefixes AS place, count(*) OVER (PARTITION BY split_part(id, '_', 1)) AS total
      FROM (SELECT id FROM organisations UNION ALL SELECT id FROM people UNION ALL SELECT id FROM programmes
        UNION ALL SELECT id FROM partnerships) ids
      WINDOW prefixes AS (PARTITION BY split_part(id, '_', 1) ORDER BY id))
    SELECT fact.id, subject.id AS subject_id, other.entity_id,
      'fact_' || lpad(row_number() OVER (ORDER BY turn, fact.id)::text, 26, '0') AS copy
    FROM generate_series(1, 9) turn, stated fact
    JOIN stated other ON other.property_key = fact.property_key
    JOIN subjects subject ON subject.prefix = split_part(fact.subject_id, '_', 1)
    WHERE other.place = (fact.place + turn * 7919) % fact.total + 1
      AND subject.place = (fact.place * 31 + turn * 104729) % subject.total + 1 AND subject.id <> other.entity_id
    ORDER BY turn, fact.id LIMIT ${MORE}`,
  `INSERT INTO facts SELECT copies.* FROM more JOIN facts fact USING (id), jsonb_populate_record(fact, jsonb_build_object(
    'id', copy, 'lineage_id', copy, 'claim_key', copy, 'supersedes_id', NULL, 'version', 1, 'subject_id', more.subject_id, 'entity_id', more.entity_id)) copies`,
  `INSERT INTO citations SELECT copies.* FROM more JOIN citations citation ON citation.fact_id = more.id,
    jsonb_populate_record(citation, jsonb_build_object('id', citation.id || right(copy, 8), 'fact_id', copy)) copies`,
  'VACUUM ANALYZE',
];

/** Adds relations to the data: the network has about 12,000 nodes and 32,700 edges then. Triggers keep what follows from them. */
export const addRelations = async (databaseUrl: string): Promise<void> => {
  const client = await connectClient(databaseUrl);
  try {
    for (const sql of STATEMENTS) await client.query(sql);
  } finally {
    await client.end();
  }
};
