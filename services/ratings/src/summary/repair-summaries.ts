import { freezeMeans, type Statements } from './frozen-means';
import { COUNT_COLUMNS as COLUMNS, countsWhere } from './recount-summaries';

const SUMMARIES = `
  INSERT INTO rating_summaries AS summary (subject_id, kind, ${COLUMNS.join(', ')})
  SELECT subject.id, subject.kind, ${COLUMNS.map((column) => (column === 'last_rated_at' ? column : `coalesce(${column}, 0)`)).join(', ')}
  FROM rateable_subjects subject LEFT JOIN (${countsWhere('TRUE')}) counted ON counted.subject_id = subject.id
  ON CONFLICT (subject_id) DO UPDATE SET kind = excluded.kind, ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE (summary.kind, ${COLUMNS.map((column) => `summary.${column}`).join(', ')})
    IS DISTINCT FROM (excluded.kind, ${COLUMNS.map((column) => `excluded.${column}`).join(', ')})
  RETURNING subject_id`;

/** Other services keep copies of the summaries. */
const ANNOUNCE = `
  INSERT INTO events (position, type, subject, payload, occurred_at)
  SELECT -nextval('events_without_place'), 'RatingSummaryChanged', subject.id,
    jsonb_build_object('kind', subject.kind, 'count', summary.count, 'sum', summary.sum), now()
  FROM rating_summaries summary JOIN rateable_subjects subject ON subject.id = summary.subject_id
  ORDER BY subject.id`;

/**
 * Computes the summaries of all subjects, and the means of all kinds, again from the ratings. Nobody rates meanwhile: the
 * tables are locked until the transaction ends. Appends an event of each summary, so that content, which keeps copies, has
 * the same numbers again. Returns the number of summaries that were wrong.
 */
export const repairSummaries = async (db: Statements): Promise<number> => {
  await db.query('LOCK TABLE ratings, rateable_subjects, rating_summaries IN SHARE ROW EXCLUSIVE MODE');
  const wrong = await db.query(SUMMARIES);
  await freezeMeans(db);
  await db.query(ANNOUNCE);
  return wrong.length;
};
