import { defineJob, handleJob, LOCK_NOT_AVAILABLE } from '@wizness/kernel';
import { z } from 'zod';
import { decideLeftOut } from './decide-left-out';

/** Looks once a minute whether facts have to be decided again. */
const leftOutJob = defineJob({ kind: 'decide-left-out', payload: z.object({}), everyMs: 60_000 });

const isLocked = (error: unknown): boolean => (error as { readonly code?: unknown }).code === LOCK_NOT_AVAILABLE;

export const leftOutHandler = handleJob(leftOutJob, async ({ write, signal }) => {
  try {
    await decideLeftOut(await write(async (tx) => tx.dataSource.manager), signal);
  } catch (error) {
    // A long transaction writes facts: the next run decides them.
    if (!isLocked(error)) throw error;
  }
});
