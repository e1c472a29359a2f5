import type { Identity } from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Post } from './post.entity';
import { onlyVisible } from './post.visibility';

const visiblePost = (tx: EntityManager, identity: Identity, id: string): SelectQueryBuilder<Post> =>
  onlyVisible(tx.createQueryBuilder(Post, 'post').where('post.id = :id', { id }), identity);

/** The post as it is now; null if there is none that the caller may see. */
export const findPost = (tx: EntityManager, identity: Identity, id: string): Promise<Post | null> =>
  visiblePost(tx, identity, id).getOne();

/**
 * The post as it is now, locked until the transaction ends; null if there is none that the caller may see. Call it after
 * `lockMember`, and before anything of the post is locked: comments, answers to an event, contributions.
 */
export const lockPost = (tx: EntityManager, identity: Identity, id: string): Promise<Post | null> =>
  visiblePost(tx, identity, id).setLock('for_no_key_update').getOne();
