import { appendEvent, type Clock, enqueueJob } from '@wizness/kernel';
import { type EntityManager, Like } from 'typeorm';
import { recordWithdrawal } from '../event/withdrawn-event';
import { Mention } from '../mention/mention.entity';
import { mentionedMembers } from '../mention/written-mentions';
import { Post } from './post.entity';
import { PostState, PostStatus } from './post.enums';
import { postEvent } from './post-event';
import { publishJob } from './publish.job';

/** Members whom the text of a post mentions, the first 10. */
const storedMembers = async (tx: EntityManager, postId: string): Promise<readonly string[]> =>
  mentionedMembers(
    await tx.find(Mention, { where: { postId, targetId: Like('member\\_%') }, order: { start: 'ASC' } }),
  );

/** Changes what the author did with a post, in the transaction `tx`. The caller has locked the post. */
export class PostStateStore {
  constructor(
    private readonly tx: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Publishes it now. A post that was published before keeps the time of its first publication. */
  publish(post: Post): Promise<Post> {
    return this.change(post, {
      state: PostState.PUBLISHED,
      scheduledFor: null,
      publishedAt: post.publishedAt ?? this.clock.now(),
      publishedRevision: post.publishedRevision ?? post.revision,
    });
  }

  /** Publishes it at a time. Another time replaces the one before. */
  async schedule(post: Post, at: Date): Promise<Post> {
    await enqueueJob(this.tx, publishJob, { key: post.id, payload: { postId: post.id }, runAt: at });
    return this.change(post, { state: PostState.SCHEDULED, scheduledFor: at });
  }

  /** A scheduled post becomes a draft again, a published one is withdrawn. Another one stays as it is. */
  async unpublish(post: Post): Promise<Post> {
    if (post.state === PostState.SCHEDULED) {
      return this.change(post, { state: PostState.DRAFT, scheduledFor: null });
    }
    if (post.state !== PostState.PUBLISHED) return post;
    return this.change(post, { state: PostState.UNPUBLISHED });
  }

  /** The row stays, because comments by others and other services refer to it. */
  delete(post: Post): Promise<Post> {
    return this.change(post, { state: PostState.DELETED, scheduledFor: null });
  }

  /** Appends an event only if readers, or the other services, have to know: a scheduled draft is a draft to them. */
  private async change(
    post: Post,
    columns: Partial<Pick<Post, 'state' | 'scheduledFor' | 'publishedAt' | 'publishedRevision'>>,
  ): Promise<Post> {
    await this.tx.update(Post, { id: post.id }, columns);
    const changed = await this.tx.findOneByOrFail(Post, { id: post.id });
    await recordWithdrawal(this.tx, post, changed, this.clock);
    const isPublication = changed.status === PostStatus.PUBLISHED;
    const text = isPublication ? { mentionedMemberIds: await storedMembers(this.tx, post.id) } : {};
    const event = postEvent(post.status, changed, text);
    if (event.type !== 'PostDrafted') await appendEvent(this.tx, event, this.clock);
    return changed;
  }
}
