import { defineJob } from '@wizness/kernel';
import { z } from 'zod';

/** Attempts before an export has failed. */
export const MAX_ATTEMPTS = 5;

/** Writes the file of an export. What it does: write-export.ts. */
export const exportJob = defineJob({
  kind: 'export-facts',
  payload: z.object({ exportId: z.string() }),
  maxAttempts: MAX_ATTEMPTS,
});

const HOUR_MS = 60 * 60 * 1000;

/** Deletes exports some days after they have expired. */
export const deleteExportsJob = defineJob({ kind: 'delete-exports', payload: z.object({}), everyMs: HOUR_MS });
