import type { Identity, PostCard } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { excerptOf } from '../post/excerpt';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { renderedText } from '../rich-text/rendered-texts';

const EXCERPT_LENGTH = 200;

/** What a mail shows of those of the posts that `identity` may see now, in the given order. */
export const postCards = async (
  db: EntityManager,
  identity: Identity,
  ids: readonly string[],
  urlOf: (slug: string) => string,
): Promise<PostCard[]> => {
  const query = db.createQueryBuilder(Post, 'post').where({ id: In([...ids]) });
  const posts = new Map((await onlyVisible(query, identity).getMany()).map((post) => [post.id, post]));
  return ids.flatMap((id) => {
    const post = posts.get(id);
    if (!post) return [];
    const text = post.summary ?? renderedText(post.bodySource, post.bodyFormat).text;
    return [{ id, title: post.title, url: urlOf(post.slug), excerpt: excerptOf(text, EXCERPT_LENGTH) }];
  });
};
