const COUNTED = `visible_to = 0 AND status = 'ACCEPTED' AND rank <> 'DEPRECATED' AND presence = 'VALUE'
  AND (unit_code IS NULL OR num_nonnulls(amount, lower, upper) > 0)`;
const CELL = 'subject_id, property_key, measure, unit_code, statement_key';
const BEST = 'rank, confidence, is_undated, known_from DESC, id';

/** The name of the statement that gives the same answer. */
export const SAME_ANSWER = 'by hand: the same answer';

/**
 * Statements to compare `factGroups` by property, measure and unit with, over the same rows and without any generality: no merges,
 * no conversion, no other keys, no figures but those of the answer. The first gives the same answer.
 */
export const BY_HAND = {
  [SAME_ANSWER]: `
    WITH counted AS MATERIALIZED (
      SELECT id, ${CELL}, coalesce(amount, lower) AS lo, coalesce(amount, upper) AS hi, rank, confidence, known_from, country,
        dimension_values, from_earliest, from_latest, to_latest, due_earliest, due_latest,
        CASE WHEN ${COUNTED} THEN hash_record_extended(ROW(${CELL}), 0) END AS cell
      FROM current_facts WHERE visible_to = 0
    ), several AS MATERIALIZED (SELECT cell FROM counted WHERE cell IS NOT NULL GROUP BY cell HAVING count(*) > 1),
    many AS (
      SELECT fact.*, fact.unit_code IS NULL OR accumulates OR NOT additive AS has_periods,
        concat(CASE WHEN country IS NOT NULL THEN 'country,' END, CASE WHEN dimension_values <> '{}'
          THEN (SELECT string_agg(name, ',' ORDER BY name) FROM jsonb_object_keys(dimension_values) name) END) AS family,
        CAST(country IS NOT NULL AS integer) + CASE WHEN dimension_values = '{}' THEN 0
          ELSE (SELECT count(*) FROM jsonb_object_keys(dimension_values)) END AS parts,
        CASE WHEN measure = 'TARGET' THEN daterange(due_earliest, due_latest, '[]') ELSE daterange(from_earliest, to_latest, '[]') END AS period,
        CASE WHEN measure = 'TARGET' THEN num_nonnulls(due_earliest, due_latest) ELSE num_nonnulls(from_earliest, to_latest) END = 0 AS is_undated,
        CASE WHEN fact.unit_code IS NULL OR accumulates OR NOT additive THEN NULL WHEN measure = 'TARGET' THEN due_latest ELSE from_latest END AS moment
      FROM counted fact JOIN several USING (cell) JOIN fact_properties property ON property.key = fact.property_key
    ), ranked AS (
      SELECT *, first_value(family) OVER (PARTITION BY cell ORDER BY rank, parts, confidence, is_undated, known_from DESC, id) AS chosen
      FROM many
    ), picked AS (
      SELECT *, family = chosen AND CASE WHEN has_periods THEN keep_apart(period) FILTER (WHERE has_periods) OVER (alike ROWS UNBOUNDED PRECEDING)
        ELSE row_number() OVER alike = 1 END AS is_kept
      FROM ranked WINDOW alike AS (PARTITION BY cell, family = chosen, country, dimension_values ORDER BY moment DESC NULLS LAST, ${BEST})
    )
    SELECT property_key, measure, unit_code, count(*) FILTER (WHERE is_kept) AS count,
      count(DISTINCT hashtextextended(subject_id, 0)) FILTER (WHERE is_kept) AS subjects,
      sum(lo) FILTER (WHERE is_kept) AS lower, sum(hi) FILTER (WHERE is_kept) AS upper, count(*) FILTER (WHERE NOT is_kept) AS excluded
    FROM (
      SELECT subject_id, property_key, measure, unit_code, lo, hi, cell IS NOT NULL AS is_kept FROM counted
      WHERE NOT EXISTS (SELECT FROM several WHERE several.cell = counted.cell)
      UNION ALL SELECT subject_id, property_key, measure, unit_code, lo, hi, is_kept FROM picked
    ) facts GROUP BY 1, 2, 3 ORDER BY count DESC, property_key, measure::text, unit_code LIMIT 100`,
  'by hand: one fact of each period': `
    SELECT property_key, measure, unit_code, count(*), sum(lo), sum(hi) FROM (
      SELECT *, coalesce(amount, lower) AS lo, coalesce(amount, upper) AS hi, row_number() OVER (
        PARTITION BY subject_id, property_key, measure, unit_code, country, dimension_values, from_earliest, to_latest, due_latest
        ORDER BY rank, confidence, known_from DESC, id) AS place
      FROM current_facts WHERE ${COUNTED}
    ) facts WHERE place = 1 GROUP BY 1, 2, 3`,
  'by hand: all added up': `
    SELECT property_key, measure, unit_code, count(*), sum(coalesce(amount, lower)), sum(coalesce(amount, upper))
    FROM current_facts WHERE ${COUNTED} GROUP BY 1, 2, 3`,
};
