import { anonymous, byKey, groupedByKey, rowsByKey } from '@wizness/kernel';
import { type EntityManager, In } from 'typeorm';
import { Post } from '../post/post.entity';
import { onlyVisible } from '../post/post.visibility';
import { Attachment } from './attachment.entity';
import { Avatar } from './avatar.entity';

export const createFileLoaders = (db: EntityManager) => {
  const publicPosts = byKey(
    (ids: readonly string[]) =>
      onlyVisible(
        db
          .createQueryBuilder(Post, 'post')
          .select('post.id')
          .where({ id: In([...ids]) }),
        anonymous,
      ).getMany(),
    (post) => post.id,
  );
  return {
    /** Files of a post, the first attached first. The caller has read the post. */
    attachmentsOfPost: groupedByKey(
      rowsByKey(db, Attachment, 'postId', { order: { createdAt: 'ASC', id: 'ASC' } }),
      (attachment) => attachment.postId,
    ),
    /** The picture of a member. */
    avatarOfMember: byKey(rowsByKey(db, Avatar, 'memberId'), (avatar) => avatar.memberId),
    /** Whether everybody may see a post. */
    isPublicPost: {
      load: async (postId: string): Promise<boolean> => (await publicPosts.load(postId)) !== null,
    },
  };
};

export type FileLoaders = ReturnType<typeof createFileLoaders>;
