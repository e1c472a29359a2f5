import { z } from 'zod';
import { defineJob, handleJob } from '../jobs/job-kind';

const deleteOldKeys = defineJob({ kind: 'delete-idempotency-keys', payload: z.object({}), everyMs: 60 * 60 * 1000 });

/** Every service with idempotency keys has this job: after 24 hours a key protects nothing any more. */
export const deleteOldKeysHandler = handleJob(deleteOldKeys, async ({ write }) => {
  await write((tx) => tx.query("DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'"));
});
