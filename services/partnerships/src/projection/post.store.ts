import { type Audience, type Clock, withoutErasedAuthor } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction, lockPost } from '../subject/registration-lock';
import { withNamesOfPostLogged } from '../subject/subject-named';
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

/** See {@link PostStore.register}. */
export const registerPost = async (
  tx: EntityManager,
  clock: Clock,
  { id, audience, topicSlugs }: RegisteredPost,
): Promise<void> => {
  await lockPost(tx, id);
  const row = { postId: id, ...(await withoutErasedAuthor(tx, audience)) };
  await withNamesOfPostLogged(tx, clock, id, () => tx.upsert(PostAudience, row, ['postId']));
  if (topicSlugs === undefined) return;
  await tx.delete(PostTopic, { postId: id });
  await insertAll(
    tx,
    PostTopic,
    topicSlugs.map((topicSlug) => ({ postId: id, topicSlug })),
  );
};

/** Deletes what is kept of a removed post. Facts cited only from it are then visible only to those who see every post. */
export const deletePostAudience = async (tx: EntityManager, id: string): Promise<void> => {
  await tx.delete(PostAudience, { postId: id });
  await tx.delete(PostTopic, { postId: id });
};

export class PostStore {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** Stores who may see a post, and so the facts cited from it. Replaces the audience stored before. */
  register(post: RegisteredPost): Promise<void> {
    return inOneTransaction(this.db, (tx) => registerPost(tx, this.clock, post));
  }
}
