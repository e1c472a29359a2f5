import {
  byKey,
  type ForwardPageArguments,
  type Identity,
  isAllowed,
  loaderPerArguments,
  type Order,
  pagedByKey,
  readPage,
} from '@wizness/kernel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Post } from './post.entity';
import { PostRevision } from './post-revision.entity';

const LATEST_FIRST: Order = {
  name: 'revisions, latest first',
  direction: 'DESC',
  keys: [{ sql: 'revision.number', type: 'integer' }],
};

/** Names one revision. */
export interface RevisionKey {
  readonly postId: string;
  readonly number: number;
}

const textOf = ({ postId, number }: RevisionKey): string => `${postId} ${number}`;

/**
 * Revisions of posts that the caller may see. Those from before the first publication are private: only the author and
 * editors see them.
 */
export const createRevisionLoaders = (db: EntityManager, identity: Identity) => {
  const visibleRevisions = (): SelectQueryBuilder<PostRevision> => {
    const query = db
      .createQueryBuilder(PostRevision, 'revision')
      .innerJoin(Post, 'post', 'post.id = revision.postId')
      .where('TRUE');
    if (isAllowed(identity, 'SEE_EVERY_POST')) return query;
    const viewerId = isAllowed(identity, 'SEE_POSTS_FOR_MEMBERS') ? identity.memberId : null;
    return query.andWhere('(revision.number >= post.publishedRevision OR post.authorId = :viewerId)', { viewerId });
  };
  const byText = byKey(
    (keys: readonly string[]) =>
      visibleRevisions()
        .andWhere("CONCAT(revision.postId, ' ', revision.number) IN (:...keys)", { keys })
        // By its index; the condition above is only on the rows of these posts.
        .andWhere('revision.postId IN (:...postIds)', { postIds: keys.map((key) => key.split(' ')[0]) })
        .getMany(),
    textOf,
  );
  return {
    revisionsOfPost: loaderPerArguments((args: ForwardPageArguments) =>
      pagedByKey<PostRevision>({
        query: visibleRevisions,
        parent: 'revision.postId',
        parentOf: (revision) => revision.postId,
        order: LATEST_FIRST,
        page: readPage(args, LATEST_FIRST),
      }),
    ),
    /** Null if the post has no such revision, or the caller may not see it. */
    findRevision: (key: RevisionKey): Promise<PostRevision | null> => byText.load(textOf(key)),
  };
};
