import { type Audience, type Clock, withoutErasedAuthors } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction, lockPosts, withRegistrationLock } from '../subject/registration-lock';
import { withNamesOfTextsLogged } from '../subject/subject-named';
import { insertAll } from '../subject/insert-all';
import { PostAudience } from './post-audience.entity';
import { PostTopic } from './post-topic.entity';

/** A post of content, and who may see it. */
export interface RegisteredPost {
  readonly id: string;
  readonly audience: Audience;
  /** Slugs of its topics. Absent: not known, what is stored stays. */
  readonly topicSlugs?: readonly string[];
}

/**
 * Makes a change to who may see these posts, or to our copies of their texts. Names that become public or hidden by it are
 * logged again.
 */
export const changePosts = async (
  tx: EntityManager,
  clock: Clock,
  ids: readonly string[],
  change: () => Promise<void>,
): Promise<void> => {
  await lockPosts(tx, ids);
  // Whoever cites a source holds this lock too. Otherwise a new citation and a new audience would miss each other, and
  // the visibility that is stored with the fact would stay wrong.
  await withRegistrationLock(tx, clock, () => withNamesOfTextsLogged(tx, clock, ids, change));
};

/** Stores the audiences of posts, inside {@link changePosts}. Each post may be given once. */
export const registerPosts = async (tx: EntityManager, posts: readonly RegisteredPost[]): Promise<void> => {
  if (posts.length === 0) return;
  const audiences = await withoutErasedAuthors(
    tx,
    posts.map(({ audience }) => audience),
  );
  await tx.upsert(
    PostAudience,
    posts.map(({ id }, index) => ({ postId: id, ...audiences[index] })),
    ['postId'],
  );
  const withTopics = posts.filter(({ topicSlugs }) => topicSlugs !== undefined);
  await deleteTopics(
    tx,
    withTopics.map(({ id }) => id),
  );
  await insertAll(
    tx,
    PostTopic,
    withTopics.flatMap(({ id: postId, topicSlugs = [] }) => topicSlugs.map((topicSlug) => ({ postId, topicSlug }))),
  );
};

const deleteTopics = async (tx: EntityManager, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await tx.query('DELETE FROM post_topics WHERE post_id = ANY($1)', [ids]);
};

/** Deletes what is kept of removed posts. Facts cited only from them are then visible only to those who see every post. */
export const deletePostAudiences = async (tx: EntityManager, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  await tx.query('DELETE FROM post_audiences WHERE post_id = ANY($1)', [ids]);
  await deleteTopics(tx, ids);
};

export class PostStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Whether content has announced a post with this id. */
  isKnown(id: string): Promise<boolean> {
    return this.db.existsBy(PostAudience, { postId: id });
  }

  /** Stores who may see a post, and so the facts cited from it. Replaces the audience stored before. */
  register(post: RegisteredPost): Promise<void> {
    return inOneTransaction(this.db, (tx) => changePosts(tx, this.clock, [post.id], () => registerPosts(tx, [post])));
  }
}
