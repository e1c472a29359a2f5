import type { EntityManager } from 'typeorm';

const CLOSE = `
  UPDATE moderation_cases SET status = 'CLOSED', closed_at = $1 WHERE status = 'DECIDED' AND appeal_until < $1`;

/** Who reported is needed for six months after a case is closed, for a complaint: Regulation (EU) 2022/2065, Art. 20(1). */
const FORGET_REPORTERS = `
  UPDATE moderation_flags SET member_id = NULL, note = NULL, reporter_name = NULL, reporter_email = NULL, reporter_locale = NULL
  FROM moderation_cases one
  WHERE one.id = moderation_flags.case_id AND one.closed_at < $1::timestamptz - interval '6 months'
    AND (moderation_flags.member_id IS NOT NULL OR note IS NOT NULL OR reporter_email IS NOT NULL)`;

/** After 24 months only the numbers of a case are kept, without persons and texts. */
const FORGET_CASES = `
  UPDATE moderation_cases SET member_id = NULL, moderator_id = NULL, appellant_id = NULL, target_id = 'forgotten',
    rule = '', facts = '', explanation = '', appeal_text = NULL, appeal_reason = NULL
  WHERE closed_at < $1::timestamptz - interval '24 months' AND target_id <> 'forgotten'`;

/** Closes cases whose time for an appeal is over, and forgets what is no longer needed of closed ones. */
export const closeOldCases = async (db: EntityManager, now: Date): Promise<void> => {
  for (const statement of [CLOSE, FORGET_REPORTERS, FORGET_CASES]) await db.query(statement, [now]);
};
