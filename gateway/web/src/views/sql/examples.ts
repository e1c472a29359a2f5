/** Statements to start from, by the name that they have in the texts. */
export const EXAMPLES = {
  targets: `SELECT subject_name, property, measure, amount, unit, due, valid_from
FROM facts
WHERE measure IN ('TARGET', 'ACTUAL')
ORDER BY subject_name, property, measure`,
  measures: `SELECT measure, count(*) AS facts, count(DISTINCT subject) AS subjects
FROM facts
GROUP BY measure
ORDER BY facts DESC`,
  doubts: `SELECT subject_name, property, raw, issues
FROM facts
WHERE issues <> '[]'`,
} as const;
