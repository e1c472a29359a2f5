import { type Audience, withoutErasedAuthor } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { inOneTransaction } from '../subject/registration-lock';
import { PostAudience } from './post-audience.entity';

/** A post of content's, and who may see it. */
export interface RegisteredPost {
  readonly id: string;
  readonly audience: Audience;
}

/** See {@link PostService.register}. */
export const registerPost = async (tx: EntityManager, { id, audience }: RegisteredPost): Promise<void> => {
  await tx.upsert(PostAudience, { postId: id, ...(await withoutErasedAuthor(tx, audience)) }, ['postId']);
};

/** Forgets who may see a post that is no more: from now on, what only it says is seen by nobody but who sees every post. */
export const forgetPost = async (tx: EntityManager, id: string): Promise<void> => {
  await tx.delete(PostAudience, { postId: id });
};

export class PostService {
  constructor(private readonly db: EntityManager) {}

  /** Notes who may see a post, and with it the facts that are known from it; what was noted before is replaced. */
  register(post: RegisteredPost): Promise<void> {
    return inOneTransaction(this.db, (tx) => registerPost(tx, post));
  }
}
