import type { EntityManager } from 'typeorm';
import type { Moment } from '../time/moment';

/** Rows of versions that came or went after the moment $1, up to the moment $2. */
const isChanged = (alias: string): string =>
  `((${alias}.known_from > $1 AND ${alias}.known_from <= $2) OR (${alias}.known_to > $1 AND ${alias}.known_to <= $2))`;

const SUBJECTS = ['organisations', 'people', 'programmes', 'partnerships'] as const;

/** Columns of a fact that refer to a subject, whose name is in the row. */
const REFERENCES = ['subject_id', 'entity_id', 'said_by_id'] as const;

/** Whatever a row of a fact is made of, and who may see it. A lineage too many does no harm, one that is missing does. */
const TOUCHED = `
  WITH merged AS (SELECT id, survivor_id FROM identities_versions v WHERE ${isChanged('v')}),
  named AS (
    ${SUBJECTS.map((table) => `SELECT id FROM ${table}_versions v WHERE ${isChanged('v')}`).join(' UNION ')}
    UNION SELECT id FROM merged UNION SELECT survivor_id FROM merged
  ),
  -- With what is or was merged into them: facts keep the id as stated, and show the name of what it is now.
  renamed AS (SELECT id FROM named UNION SELECT other.id FROM identities_versions other JOIN named ON named.id = other.survivor_id),
  retold AS (
    SELECT v.id FROM sources_versions v WHERE ${isChanged('v')}
    UNION SELECT source.id FROM sources_versions source JOIN post_changes post USING (post_id) WHERE post.changed_at > $1
  ),
  cited AS (
    SELECT v.fact_id AS id FROM citations_versions v WHERE ${isChanged('v')}
    UNION SELECT v.fact_id FROM citations_versions v JOIN retold ON retold.id = v.source_id
  )
  SELECT DISTINCT id COLLATE "C" AS id FROM (
    SELECT lineage_id AS id FROM facts v WHERE ${isChanged('v')}
    UNION ALL SELECT lineage_id FROM disputes v WHERE ${isChanged('v')}
    UNION ALL SELECT lineage_id FROM erased_facts WHERE erased_at > $1
    UNION ALL SELECT fact.lineage_id FROM facts fact JOIN cited ON cited.id = fact.id
    -- OFFSET 0: facts are read only if a factor has changed.
    UNION ALL SELECT fact.lineage_id FROM factor_changes factor JOIN units USING (dimension)
      CROSS JOIN LATERAL (SELECT stated.lineage_id FROM facts stated WHERE stated.unit_code = units.code OFFSET 0) fact
      WHERE factor.changed_at > $1
    ${REFERENCES.map((column) => `UNION ALL SELECT fact.lineage_id FROM facts fact JOIN renamed ON renamed.id = fact.${column}`).join(' ')}
  ) touched ORDER BY 1`;

/**
 * Ids of the facts whose row may have changed between two moments, sorted: versions, disputes, citations, names, and who may see
 * them, which subjects are one, and how their units convert. `db` reads the past at the second moment.
 */
export const touchedLineages = async (
  db: EntityManager,
  since: Date,
  { knownAt }: Pick<Moment, 'knownAt'>,
): Promise<readonly string[]> => (await db.query<{ id: string }[]>(TOUCHED, [since, knownAt])).map(({ id }) => id);
