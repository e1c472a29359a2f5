import { homeOf, membersOf } from '../../subject/merge/home';

/** Ids of all that was merged, and of what it was merged into. */
const MERGED = 'SELECT merged.id FROM identities merged UNION ALL SELECT merged.survivor_id FROM identities merged';

/** Whether a fact, given by its alias, mentions a subject that others were merged into, or that was merged. */
const mentionsMerged = (alias: string): string =>
  `(${['subject_id', 'entity_id', 'said_by_id'].map((column) => `${alias}.${column} IN (${MERGED})`).join(' OR ')})`;

/** What a fact states of its subject, property and measure, with the ids of what its subjects are now. */
const statementNow = (alias: string): string =>
  `CAST(jsonb_build_array(${[
    'presence',
    'unit_code',
    `date_value ->> 'edtf'`,
    'text_value',
    'boolean_value',
    `valid_from ->> 'edtf'`,
    `valid_to ->> 'edtf'`,
    `due ->> 'edtf'`,
    'country',
    'dimension_values',
  ]
    .map((column) => `${alias}.${column}`)
    .join(', ')}, ${['amount', 'lower', 'upper'].map((column) => `trim_scale(${alias}.${column})`).join(', ')},
    ${homeOf(`${alias}.said_by_id`)}, ${homeOf(`${alias}.entity_id`)}) AS text)`;

/**
 * SQL that is equal for facts of one subject, property and measure that state the same. Its key contains ids as stated. `alias` is
 * a row with the id, the statement key and the subjects of a fact.
 */
export const statementOf = (alias: string): string =>
  `CASE WHEN ${mentionsMerged(alias)} THEN (SELECT ${statementNow('stated')} FROM facts stated WHERE stated.id = ${alias}.id)
    ELSE ${alias}.statement_key END`;

/**
 * SQL of the ids of facts that state the same as `fact`, itself included, of those for which `isKnown`, given their alias,
 * holds. Only for facts that mention merged subjects are the facts of all ids of a subject compared.
 */
export const sameStatements = (fact: string, isKnown: (alias: string) => string): string => `
  SELECT same.id FROM facts same WHERE same.statement_key = ${fact}.statement_key AND ${isKnown('same')}
  UNION
  SELECT same.id FROM facts same
  WHERE ${mentionsMerged(fact)} AND same.subject_id = ANY(${membersOf(`ARRAY[${fact}.subject_id]`)})
    AND same.property_key = ${fact}.property_key AND same.measure = ${fact}.measure
    AND ${statementNow('same')} = ${statementNow(fact)} AND ${isKnown('same')}`;
