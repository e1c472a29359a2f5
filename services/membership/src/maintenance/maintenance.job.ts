import { anonymous, defineJob, handleJob, type JobHandler } from '@wizness/kernel';
import { z } from 'zod';
import { MembershipContext, type Resources } from '../context';

const HOUR_MS = 60 * 60 * 1000;

const deleteExpired = defineJob({ kind: 'delete-expired', payload: z.object({}), everyMs: HOUR_MS });

/** Deletes rows that have outlived their retention, every hour. */
export const maintenanceHandler = (resources: Resources): JobHandler =>
  handleJob(deleteExpired, ({ write, clock }) =>
    write((tx) => new MembershipContext(tx, { identity: anonymous, clock }, resources).maintenance.deleteExpired()),
  );
