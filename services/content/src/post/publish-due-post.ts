import { handleJob } from '@wizness/kernel';
import { Post } from './post.entity';
import { PostState } from './post.enums';
import { PostStateStore } from './post-state.store';
import { publishJob } from './publish.job';

const IS_DUE = 'SELECT 1 FROM posts WHERE id = $1 AND scheduled_for <= now()';

/** Nothing is published if the author has withdrawn or rescheduled the post in the meantime: its row decides. */
export const publishHandler = handleJob(publishJob, ({ payload: { postId }, finish, clock }) =>
  finish(async (tx) => {
    const where = { id: postId, state: PostState.SCHEDULED };
    const post = await tx.findOne(Post, { where, lock: { mode: 'for_no_key_update' } });
    const due = await tx.query<unknown[]>(IS_DUE, [postId]);
    if (post && due.length > 0) await new PostStateStore(tx, clock).publish(post);
  }),
);
