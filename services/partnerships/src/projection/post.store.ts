import { type Audience, withoutErasedAuthor } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction } from '../subject/registration-lock';
import { PostAudience } from './post-audience.entity';

/** A post of content, and who may see it. */
export interface RegisteredPost {
  readonly id: string;
  readonly audience: Audience;
}

/** See {@link PostStore.register}. */
export const registerPost = async (tx: EntityManager, { id, audience }: RegisteredPost): Promise<void> => {
  await tx.upsert(PostAudience, { postId: id, ...(await withoutErasedAuthor(tx, audience)) }, ['postId']);
};

/** Deletes the audience of a removed post. Facts cited only from it are then visible only to those who see every post. */
export const deletePostAudience = async (tx: EntityManager, id: string): Promise<void> => {
  await tx.delete(PostAudience, { postId: id });
};

export class PostStore {
  constructor(private readonly db: EntityManager) {}

  /** Stores who may see a post, and so the facts cited from it. Replaces the audience stored before. */
  register(post: RegisteredPost): Promise<void> {
    return inOneTransaction(this.db, (tx) => registerPost(tx, post));
  }
}
