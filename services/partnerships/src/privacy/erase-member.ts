import { erasureConsumer, IdempotencyKey } from '@wizness/kernel';
import { ExportJob } from '../export/job/export-job.entity';
import { Fact } from '../fact/fact.entity';
import { SubjectChange } from '../subject/subject-change.entity';
import { PostAudience } from '../projection/post-audience.entity';

/**
 * The same in both modes: recorded facts are about third parties and have sources, so they stay. Only the references to
 * the member, as recorder of facts and as author of posts, are removed.
 */
export const eraseMember = erasureConsumer('membership', async (tx, { memberId }) => {
  // Not null: the version is still not what its document states.
  await tx.query(`UPDATE facts SET reason = '' WHERE recorded_by_id = $1 AND reason IS NOT NULL`, [memberId]);
  await tx.update(SubjectChange, { memberId }, { memberId: null, reason: '' });
  await tx.query(`UPDATE merges SET recorded_by_id = NULL, reason = '' WHERE recorded_by_id = $1`, [memberId]);
  await tx.query(`UPDATE merges SET undone_by_id = NULL, undone_reason = '' WHERE undone_by_id = $1`, [memberId]);
  await tx.query(`UPDATE duplicate_candidates SET decided_by_id = NULL, decided_reason = '' WHERE decided_by_id = $1`, [
    memberId,
  ]);
  await tx.delete(IdempotencyKey, { memberId });
  await tx.delete(ExportJob, { memberId });
  await tx.update(Fact, { recordedById: memberId }, { recordedById: null });
  await tx.update(PostAudience, { authorId: memberId }, { authorId: null });
});
