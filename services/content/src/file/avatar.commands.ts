import { authorise, type Clock, type Identity, isAllowed, lockMember, UserError, UserErrorCode } from '@wizness/kernel';
import type { EntityManager } from 'typeorm';
import { objectKeyOf, uploadKeyOf } from './attachment.entity';
import { Avatar } from './avatar.entity';
import type { FileLoaders } from './file.loader';
import type { AttachUploadPayload, RemoveAttachmentPayload } from './file.types';
import type { ObjectStore } from './object-store';
import type { StoredFile } from './stored-file';
import type { Upload } from './upload.entity';
import { UploadStore } from './upload.store';

/** Pictures of members. */
export class AvatarCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: FileLoaders,
    private readonly objects: ObjectStore,
  ) {}

  /** Makes the image of an upload the picture of the member who sent it. User errors: UNSUPPORTED, NOT_FOUND. */
  async store({ id: uploadId, memberId }: Upload, file: StoredFile): Promise<AttachUploadPayload> {
    const { width, height } = file;
    if (width === null || height === null) {
      const message = 'A picture of a member is an image: send a JPEG, PNG, WebP, GIF or AVIF image.';
      return refused(new UserError(UserErrorCode.UNSUPPORTED, message, ['uploadId']));
    }
    // Nobody needs it larger than the smallest width.
    const small = file.smaller[0] ?? { bytes: file.content, width };
    const id = this.clock.newId('file');
    await this.objects.put(objectKeyOf(id), small.bytes);
    const replaced = await this.db.transaction(async (tx): Promise<string | null | UserError> => {
      await lockMember(tx, memberId);
      if (!(await new UploadStore(tx, this.clock).end(uploadId)))
        return new UserError(UserErrorCode.NOT_FOUND, 'There is no such upload.', ['uploadId']);
      const before = await tx.findOneBy(Avatar, { memberId });
      const size = { width: small.width, height: Math.max(1, Math.round((height * small.width) / width)) };
      const row = {
        memberId,
        id,
        alt: file.alt || null,
        ...size,
        bytes: small.bytes.length,
        createdAt: this.clock.now(),
      };
      await tx.upsert(Avatar, row, ['memberId']);
      return before?.id ?? null;
    });
    if (replaced instanceof UserError) {
      await this.objects.delete(objectKeyOf(id));
      return refused(replaced);
    }
    await this.objects.delete(uploadKeyOf(uploadId));
    if (replaced !== null) await this.objects.delete(objectKeyOf(replaced));
    this.loaders.avatarOfMember.clear(memberId);
    return { attachment: null, member: { id: memberId }, userErrors: [] };
  }

  /**
   * Removes the picture with this id, the caller's own if it is null; that of another member is for moderators. Null if there
   * is no such picture. Throws FORBIDDEN.
   */
  async remove(id: string | null): Promise<RemoveAttachmentPayload | null> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const found = await this.db.findOneBy(Avatar, id === null ? { memberId } : { id });
    if (!found) return null;
    if (found.memberId !== memberId && !isAllowed(this.identity, 'MODERATE')) {
      const message = 'This is the picture of another member: report the member if it breaks the rules.';
      return { deletedId: null, userErrors: [new UserError(UserErrorCode.FORBIDDEN, message, ['id'])] };
    }
    await this.db.delete(Avatar, { memberId: found.memberId, id: found.id });
    await this.objects.delete(objectKeyOf(found.id));
    this.loaders.avatarOfMember.clear(found.memberId);
    return { deletedId: found.id, userErrors: [] };
  }
}

const refused = (userError: UserError): AttachUploadPayload => ({
  attachment: null,
  member: null,
  userErrors: [userError],
});
