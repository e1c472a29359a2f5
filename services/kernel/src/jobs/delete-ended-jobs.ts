import { z } from 'zod';
import { defineJob, handleJob } from './job-kind';

/** How long jobs are kept that have been done, and those that have been given up, with their payload. */
const DONE_DAYS = 1;
const FAILED_DAYS = 14;

const deleteEndedJobs = defineJob({ kind: 'delete-ended-jobs', payload: z.object({}), everyMs: 60 * 60 * 1000 });

/** Rows per statement, so that each one ends within its timeout however many there are. */
const BATCH = 10_000;

const DELETE = `
  DELETE FROM jobs WHERE id = ANY (ARRAY(
    SELECT id FROM jobs WHERE ended_at < now() - CASE WHEN failed THEN $2::integer ELSE $1::integer END * interval '1 day' LIMIT ${BATCH}
  ))`;

/** Every service with jobs has this one. */
export const deleteEndedJobsHandler = handleJob(deleteEndedJobs, async ({ write }) => {
  for (;;) {
    const [, count] = await write((tx) => tx.query<[unknown, number]>(DELETE, [DONE_DAYS, FAILED_DAYS]));
    if (count < BATCH) return;
  }
});
