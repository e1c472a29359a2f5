import { defineConsumer, defineJob, handleJob, idPrefix, latestBy } from '@wizness/kernel';
import { z } from 'zod';
import { freezeMeans, writeScores } from './rating-score.store';

/**
 * Keeps how posts are rated, for filters and orders. The events hold the numbers after each change, so that the last one of a
 * post is enough. `name` is the checkpoint key: never rename it.
 */
export const ratingScoreConsumer = defineConsumer({
  name: 'keep-rating-scores',
  source: 'ratings',
  types: ['RatingSummaryChanged'],
  handleAll: async (tx, events) => {
    const posts = events.filter(({ subject }) => idPrefix(subject) === 'post');
    const latest = latestBy(posts, ({ subject }) => subject);
    await writeScores(
      tx,
      latest.map(({ subject: id, payload: { kind, count, sum } }) => ({ id, kind, count, sum })),
    );
  },
});

const DAY_MS = 24 * 60 * 60 * 1000;

const freezeJob = defineJob({ kind: 'freeze-rating-means', payload: z.object({}), everyMs: DAY_MS });

/** Computes the mean scores of kinds once a day: the order of the best rated posts stays the same in between. */
export const freezeMeansHandler = handleJob(freezeJob, ({ write }) => write((tx) => freezeMeans(tx)));
