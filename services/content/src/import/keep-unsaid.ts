import { Visibility } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import type { NewPost } from '../post/new-post';
import { Post } from '../post/post.entity';
import { storedPost } from '../post/stored-post';

const isEmpty = (value: unknown): boolean =>
  value == null || value === Visibility.PUBLIC || (typeof value === 'object' && Object.keys(value).length === 0);

const filled = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
const said = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null));

/**
 * A page as it is written: what it does not say stays as its post has it, such as the event that it reports on, or who may read
 * it. An import replaces, but it never empties. The page itself if there is no post with its slug. An imported post is published,
 * with the mentions of the page.
 */
export const keepUnsaid = async (tx: EntityManager, page: NewPost): Promise<NewPost> => {
  const existing = await tx.findOneBy(Post, { slug: page.slug, kind: page.kind });
  if (!existing) return page;
  const { state: _, mentions: __, details: storedDetails = {}, ...stored } = await storedPost(tx, existing);
  const details = { ...filled(storedDetails), ...said(page.details ?? {}) };
  return {
    ...filled(stored),
    ...said(page),
    ...(Object.keys(details).length > 0 && { details }),
  } as NewPost;
};
