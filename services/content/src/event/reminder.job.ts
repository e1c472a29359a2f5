import { appendEvent, defineJob, handleJob } from '@wizness/kernel';
import { z } from 'zod';

/** Members are reminded of an event this long before it starts. */
const BEFORE_MS = 24 * 60 * 60 * 1000;

/** Reminds of an event. Its key is the id of the post. */
const remindJob = defineJob({ kind: 'remind-of-event', payload: z.object({ postId: z.string() }) });

// By the row: the event may have moved, or not take place.
const DUE = `
  SELECT details.starts_at AS "startsAt" FROM event_details details JOIN posts ON posts.id = details.id
  WHERE details.id = $1 AND details.cancelled_at IS NULL AND details.starts_at > $2 AND details.starts_at <= $3
    AND posts.state = 'PUBLISHED' AND posts.moderation = 'VISIBLE' FOR UPDATE OF posts`;

/** The reminder of an event that starts at a time. */
export const reminderOf = (postId: string, startsAt: Date) => ({
  job: remindJob,
  request: { payload: { postId }, key: postId, runAt: new Date(startsAt.getTime() - BEFORE_MS) },
});

/** Appends the event of which those who answered are reminded. Nothing if it has moved: its new time has a job of its own. */
export const reminderHandler = handleJob(remindJob, ({ payload: { postId }, finish, clock }) =>
  finish(async (tx) => {
    const now = clock.now();
    const [due] = await tx.query<{ startsAt: Date }[]>(DUE, [postId, now, new Date(now.getTime() + BEFORE_MS)]);
    if (!due) return;
    const payload = { startsAt: due.startsAt.toISOString() };
    await appendEvent(tx, { type: 'EventStartsSoon', subject: postId, payload }, clock);
  }),
);
