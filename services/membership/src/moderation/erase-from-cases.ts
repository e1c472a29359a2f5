import type { EntityManager } from 'typeorm';

/** An open appeal lapses, and what the member wrote in cases is deleted. A case stays, without the member. */
const CLEAR_APPEALS = `
  UPDATE moderation_cases SET appellant_id = NULL, appeal_text = '',
    closed_at = CASE WHEN status = 'APPEALED' THEN $2 ELSE closed_at END,
    status = CASE WHEN status = 'APPEALED' THEN 'CLOSED' ELSE status END
  WHERE appellant_id = $1`;
const CLEAR_REPORTS = 'UPDATE moderation_flags SET member_id = NULL, note = NULL WHERE member_id = $1';

/** A case about an account that is gone is closed. */
const CLEAR_MEMBER = `
  UPDATE moderation_cases SET member_id = NULL,
    target_id = CASE WHEN target_id = $1 THEN 'member_erased' ELSE target_id END,
    closed_at = CASE WHEN target_id = $1 AND status <> 'CLOSED' THEN $2 ELSE closed_at END,
    status = CASE WHEN target_id = $1 THEN 'CLOSED' ELSE status END
  WHERE member_id = $1 OR target_id = $1`;

/** Removes a member from all cases: as author, reporter, appellant and moderator. */
export const eraseFromCases = async (tx: EntityManager, memberId: string, now: Date): Promise<void> => {
  await tx.query(CLEAR_APPEALS, [memberId, now]);
  await tx.query(CLEAR_MEMBER, [memberId, now]);
  await tx.query(CLEAR_REPORTS, [memberId]);
  await tx.query('UPDATE moderation_cases SET moderator_id = NULL WHERE moderator_id = $1', [memberId]);
};
