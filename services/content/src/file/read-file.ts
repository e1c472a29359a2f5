import { anonymous, ModerationStatus } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { findPost } from '../post/lock-post';
import { Post } from '../post/post.entity';
import { PostState } from '../post/post.enums';
import { Attachment, objectKeyOf, storedWidth } from './attachment.entity';
import { AVATAR_FILE, Avatar } from './avatar.entity';
import { isSigned } from './file-address';
import type { ObjectStore } from './object-store';

export interface FileRequest {
  readonly id: string;
  /** In pixels, in which an image is shown. Null: as large as it is. */
  readonly width: number | null;
  readonly signed: { readonly expires: string; readonly signature: string } | null;
}

const readAvatar = async (db: EntityManager, objects: ObjectStore, id: string) => {
  const bytes = (await db.existsBy(Avatar, { id })) ? await objects.get(objectKeyOf(id)) : null;
  return bytes && { file: AVATAR_FILE, isPublic: true, bytes };
};

/** A picture of a member, or a file, if its post is public or the address is signed. Never one of a post that is hidden or deleted. */
export const readFile = async (
  db: EntityManager,
  objects: ObjectStore,
  { id, width, signed }: FileRequest,
  now: Date,
) => {
  const file = await db.findOneBy(Attachment, { id });
  if (!file) return readAvatar(db, objects, id);
  const isPublic = (await findPost(db, anonymous, file.postId)) !== null;
  const post = await db.findOneBy(Post, { id: file.postId });
  const isShown = post?.moderation === ModerationStatus.VISIBLE && post.state !== PostState.DELETED;
  if (!isPublic && !(isShown && signed && isSigned(file, signed, now))) return null;
  const smaller = storedWidth(file, width);
  // An image that was stored before there were smaller ones has none.
  const inWidth = smaller === null ? null : await objects.get(objectKeyOf(id, smaller));
  const bytes = inWidth ?? (await objects.get(objectKeyOf(id)));
  return bytes && { file, isPublic, bytes };
};
