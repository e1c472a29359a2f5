import type { Identity } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { Post } from '../post/post.entity';
import { onlyVisible, published } from '../post/post.visibility';
import { FOLLOWED_TARGETS } from '../projection/followed-targets';
import { type Candidate, choosePosts } from './choose-posts';

/** More are not considered: the newest of them. */
const MAX_CANDIDATES = 500;

/** Each post with each thing that the member follows and that it is by, for, about or filed under. */
const FOLLOWED = `(
  WITH followed AS (${FOLLOWED_TARGETS})
  SELECT id AS post_id, target_id FROM posts JOIN followed ON target_id = author_id
  UNION SELECT id, target_id FROM posts JOIN followed ON target_id = written_for_id
  UNION SELECT post_id, target_id FROM mentions JOIN followed USING (target_id) WHERE target_id LIKE 'org\\_%'
  UNION SELECT post_id, target_id FROM taggings JOIN followed ON target_id = topic_id
)`;

/**
 * Ids of the posts of a digest for the member of `identity`: published for the first time after `since`, visible to the member,
 * neither written nor commented on by them, and not in `except`.
 */
export const digestPosts = async (
  db: EntityManager,
  identity: Identity & { readonly memberId: string },
  { since, except }: { readonly since: Date; readonly except: readonly string[] },
): Promise<string[]> => {
  const { memberId } = identity;
  const query = onlyVisible(db.createQueryBuilder(Post, 'post'), identity)
    .innerJoin(FOLLOWED, 'followed', 'followed.post_id = post.id', { followerId: memberId })
    .andWhere(published('post'))
    .andWhere('post.publishedAt > :since', { since })
    .andWhere('post.authorId IS DISTINCT FROM :memberId', { memberId })
    .andWhere('NOT post.id = ANY(:except)', { except })
    .andWhere('NOT EXISTS (SELECT 1 FROM comments WHERE comments.post_id = post.id AND comments.author_id = :memberId)')
    .select('post.id', 'postId')
    .addSelect('followed.target_id', 'targetId')
    .addSelect('post.publishedAt', 'publishedAt')
    .addSelect('post.authorId', 'authorId')
    .addSelect('post.writtenForId', 'organisationId')
    .orderBy('post.publishedAt', 'DESC')
    .addOrderBy('post.id', 'DESC')
    .limit(MAX_CANDIDATES);
  return choosePosts(await query.getRawMany<Candidate>(), memberId);
};
