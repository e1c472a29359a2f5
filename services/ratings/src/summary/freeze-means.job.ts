import { defineJob, handleJob } from '@wizness/kernel';
import { z } from 'zod';
import { freezeMeans } from './frozen-means';

const DAY_MS = 24 * 60 * 60 * 1000;

const freezeJob = defineJob({ kind: 'freeze-rating-means', payload: z.object({}), everyMs: DAY_MS });

/** Computes the mean scores of kinds once a day: the order of the best rated stays the same in between. */
export const freezeMeansHandler = handleJob(freezeJob, ({ write }) => write((tx) => freezeMeans(tx)));
