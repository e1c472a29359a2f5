import { z } from 'zod';
import { defineJob, handleJob } from '../jobs/job-kind';

const deleteOldBuckets = defineJob({ kind: 'delete-rate-buckets', payload: z.object({}), everyMs: 60 * 60 * 1000 });

/** Every service whose mutations have limits has this job: a bucket that has all its turns back says nothing. */
export const deleteOldBucketsHandler = handleJob(deleteOldBuckets, async ({ write }) => {
  await write((tx) => tx.query('DELETE FROM rate_buckets WHERE slow_until < now() AND fast_until < now()'));
});
