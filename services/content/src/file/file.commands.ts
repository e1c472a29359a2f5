import {
  authorise,
  type Clock,
  type Identity,
  lineProblem,
  lockMember,
  UserError,
  UserErrorCode,
} from '@wizness/kernel';
import { randomBytes } from 'node:crypto';
import { type EntityManager, IsNull } from 'typeorm';
import { findPost, lockPost } from '../post/lock-post';
import type { Post } from '../post/post.entity';
import { mayUpdate } from '../post/post.visibility';
import { Attachment, objectKeyOf, objectKeysOf, uploadKeyOf } from './attachment.entity';
import { AvatarCommands } from './avatar.commands';
import type { FileLoaders } from './file.loader';
import type {
  AttachUploadInput,
  AttachUploadPayload,
  RemoveAttachmentPayload,
  RequestUploadInput,
  RequestUploadPayload,
} from './file.types';
import type { ObjectStore } from './object-store';
import { checkFile, type StoredFile } from './stored-file';
import { Upload } from './upload.entity';
import { UploadStore } from './upload.store';

const MAX_NAME_LENGTH = 200;
const MAX_ATTACHMENTS = 50;

export interface FileOptions {
  readonly objects: ObjectStore;
  /** Base of addresses. */
  readonly publicUrl: string;
  /** Largest file, in bytes. */
  readonly maxBytes: number;
}

const error = (code: UserErrorCode, message: string, field: string): UserError => new UserError(code, message, [field]);

/** Files of posts, and pictures of members. Every command throws UNAUTHENTICATED or FORBIDDEN. */
export class FileCommands {
  constructor(
    private readonly db: EntityManager,
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly loaders: FileLoaders,
    private readonly options: FileOptions,
  ) {}

  /** Permits the caller to send a file within 15 minutes. User errors: INVALID, TOO_LONG, RATE_LIMITED. */
  async request({ fileName, bytes }: RequestUploadInput): Promise<RequestUploadPayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const { maxBytes, publicUrl } = this.options;
    const name = fileName.trim();
    const problem =
      lineProblem(name, MAX_NAME_LENGTH) ?? (/[/\\]/.test(name) ? 'Give the name without a folder.' : null);
    const userErrors = [
      ...(problem === null ? [] : [error(UserErrorCode.INVALID, problem, 'fileName')]),
      ...(bytes >= 1 ? [] : [error(UserErrorCode.INVALID, 'The file is empty.', 'bytes')]),
      ...(bytes <= maxBytes
        ? []
        : [error(UserErrorCode.TOO_LONG, `A file has at most ${maxBytes} bytes, not ${bytes}.`, 'bytes')]),
    ];
    if (userErrors.length > 0) return { upload: null, userErrors };
    const permission = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      return new UploadStore(tx, this.clock).permit({ memberId, fileName: name, bytes });
    });
    if (permission === null) {
      const message = 'You have sent too many files. Try again in an hour.';
      return { upload: null, userErrors: [new UserError(UserErrorCode.RATE_LIMITED, message)] };
    }
    const { id, token, expiresAt } = permission;
    const url = `${publicUrl}/files/uploads/${id}/${token}`;
    const headers = [{ name: 'Content-Type', value: 'application/octet-stream' }];
    return { upload: { id, url, headers, expiresAt }, userErrors: [] };
  }

  /**
   * Checks a file that was sent, and attaches it to a post, or makes it the picture of the caller. A file that is refused for its content is deleted. User errors:
   * NOT_FOUND, FORBIDDEN, LOCKED (not sent yet), UNSUPPORTED, INVALID, REQUIRED (no description of an image), TOO_LONG, CONFLICT.
   */
  async attach({ uploadId, postId = null, alt = null }: AttachUploadInput): Promise<AttachUploadPayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const upload = await this.db.findOneBy(Upload, { id: uploadId, memberId, endedAt: IsNull() });
    if (!upload) return refused(error(UserErrorCode.NOT_FOUND, 'There is no such upload.', 'uploadId'));
    const problem = postId === null ? null : postProblem(await findPost(this.db, this.identity, postId), this.identity);
    if (problem) return refused(problem);
    const bytes = upload.receivedAt && (await this.options.objects.get(uploadKeyOf(uploadId)));
    if (!bytes)
      return refused(error(UserErrorCode.LOCKED, 'Send the file first, with PUT to its address.', 'uploadId'));
    // A picture of a member is described by the name beside it.
    const stored = await checkFile(bytes, upload.fileName, postId === null ? (alt ?? '') : alt);
    if (stored instanceof UserError) {
      // What cannot become acceptable is not kept.
      if (stored.field?.includes('uploadId')) await this.end(uploadId);
      return refused(stored);
    }
    return postId === null ? this.avatars.store(upload, stored) : this.store(upload, postId, stored);
  }

  /** Removes a file from a post that the caller may change, or a picture of a member. User errors: NOT_FOUND, FORBIDDEN. */
  async remove(id: string | null): Promise<RemoveAttachmentPayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const found = id === null ? null : await this.db.findOneBy(Attachment, { id });
    const none = error(UserErrorCode.NOT_FOUND, 'There is no such file.', 'id');
    if (!found || id === null) return (await this.avatars.remove(id)) ?? { deletedId: null, userErrors: [none] };
    const problem = await this.db.transaction(async (tx) => {
      await lockMember(tx, memberId);
      const post = await lockPost(tx, this.identity, found.postId);
      if (!post) return none;
      if (!mayUpdate(post, this.identity)) return error(UserErrorCode.FORBIDDEN, NOT_YOURS, 'id');
      await tx.delete(Attachment, { id });
      return null;
    });
    if (problem) return { deletedId: null, userErrors: [problem] };
    await this.deleteObjects(id);
    this.loaders.attachmentsOfPost.clear(found.postId);
    return { deletedId: id, userErrors: [] };
  }

  private get avatars(): AvatarCommands {
    return new AvatarCommands(this.db, this.clock, this.identity, this.loaders, this.options.objects);
  }

  private async store({ id: uploadId, memberId, fileName }: Upload, postId: string, stored: StoredFile) {
    const { content, smaller, ...found } = stored;
    const id = this.clock.newId('file');
    // Before the row: an object without a row is deleted by a job, a row without an object would be a broken link.
    await this.options.objects.put(objectKeyOf(id), content);
    for (const { width, bytes } of smaller) await this.options.objects.put(objectKeyOf(id, width), bytes);
    const result = await this.db.transaction(async (tx): Promise<Attachment | UserError> => {
      await lockMember(tx, memberId);
      const problem = postProblem(await lockPost(tx, this.identity, postId), this.identity);
      if (problem) return problem;
      if ((await tx.countBy(Attachment, { postId })) >= MAX_ATTACHMENTS) {
        return error(UserErrorCode.CONFLICT, `A post has at most ${MAX_ATTACHMENTS} files.`, 'postId');
      }
      if (!(await new UploadStore(tx, this.clock).end(uploadId)))
        return error(UserErrorCode.NOT_FOUND, 'There is no such upload.', 'uploadId');
      const attachment = Object.assign(new Attachment(), {
        ...{ id, postId, memberId, fileName, bytes: content.length, ...found },
        accessKey: randomBytes(32).toString('base64url'),
        createdAt: this.clock.now(),
      });
      await tx.insert(Attachment, attachment);
      return attachment;
    });
    if (result instanceof UserError) {
      await this.deleteObjects(id);
      return refused(result);
    }
    await this.options.objects.delete(uploadKeyOf(uploadId));
    this.loaders.attachmentsOfPost.clear(postId);
    return { attachment: result, member: null, userErrors: [] };
  }

  private async deleteObjects(id: string): Promise<void> {
    for (const key of objectKeysOf(id)) await this.options.objects.delete(key);
  }

  private async end(uploadId: string): Promise<void> {
    await this.db.update(Upload, { id: uploadId }, { endedAt: this.clock.now() });
    await this.options.objects.delete(uploadKeyOf(uploadId));
  }
}

const NOT_YOURS = 'Only its author and editors can change this post.';

const refused = (userError: UserError): AttachUploadPayload => ({
  attachment: null,
  member: null,
  userErrors: [userError],
});

const postProblem = (post: Post | null, identity: Identity): UserError | null => {
  if (!post) return error(UserErrorCode.NOT_FOUND, 'There is no such post.', 'postId');
  return mayUpdate(post, identity) ? null : error(UserErrorCode.FORBIDDEN, NOT_YOURS, 'postId');
};
