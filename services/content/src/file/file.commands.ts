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
import { type EntityManager, IsNull, Not } from 'typeorm';
import { findPost, lockPost } from '../post/lock-post';
import type { Post } from '../post/post.entity';
import { mayUpdate } from '../post/post.visibility';
import { Attachment, objectKeyOf, objectKeysOf, uploadKeyOf } from './attachment.entity';
import { encodeImage, type EncodedImage } from './encode-image';
import type { FileLoaders } from './file.loader';
import { formatOf } from './file-format';
import type {
  AttachUploadInput,
  AttachUploadPayload,
  RemoveAttachmentPayload,
  RequestUploadInput,
  RequestUploadPayload,
} from './file.types';
import type { ObjectStore } from './object-store';
import { Upload } from './upload.entity';
import { UploadStore } from './upload.store';

const MAX_NAME_LENGTH = 200;
const MAX_ALT_LENGTH = 500;
const MAX_ATTACHMENTS = 50;

export interface FileOptions {
  readonly objects: ObjectStore;
  /** Base of addresses. */
  readonly publicUrl: string;
  /** Largest file, in bytes. */
  readonly maxBytes: number;
}

/** The stored form of a file. */
type Stored = Pick<Attachment, 'contentType' | 'width' | 'height' | 'alt'> &
  Pick<EncodedImage, 'smaller'> & { readonly content: Buffer };

const error = (code: UserErrorCode, message: string, field: string): UserError => new UserError(code, message, [field]);

const REFUSED: Readonly<Record<'HEIC' | 'MARKUP' | 'UNKNOWN', string>> = {
  HEIC: 'This is a HEIC image, which browsers do not show: export it as JPEG.',
  MARKUP: 'Files with markup, such as SVG and HTML, can contain scripts: send a PNG image or a PDF file.',
  UNKNOWN: 'Send a JPEG, PNG, WebP, GIF or AVIF image, a PDF file, or plain text.',
};

/** Files of posts. Every command throws UNAUTHENTICATED or FORBIDDEN. */
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
   * Checks a file that was sent, and attaches it to a post. A file that is refused for its content is deleted. User errors:
   * NOT_FOUND, FORBIDDEN, LOCKED (not sent yet), UNSUPPORTED, INVALID, REQUIRED (no description of an image), TOO_LONG, CONFLICT.
   */
  async attach({ uploadId, postId, alt = null }: AttachUploadInput): Promise<AttachUploadPayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const upload = await this.db.findOneBy(Upload, { id: uploadId, memberId, endedAt: IsNull() });
    if (!upload) return refused(error(UserErrorCode.NOT_FOUND, 'There is no such upload.', 'uploadId'));
    const problem = postProblem(await findPost(this.db, this.identity, postId), this.identity);
    if (problem) return refused(problem);
    const bytes = upload.receivedAt && (await this.options.objects.get(uploadKeyOf(uploadId)));
    if (!bytes)
      return refused(error(UserErrorCode.LOCKED, 'Send the file first, with PUT to its address.', 'uploadId'));
    const stored = await read(bytes, upload.fileName, alt);
    if (stored instanceof UserError) {
      // What cannot become acceptable is not kept.
      if (stored.field?.includes('uploadId')) await this.end(uploadId);
      return refused(stored);
    }
    return this.store(upload, postId, stored);
  }

  /** Removes a file from a post that the caller may change. User errors: NOT_FOUND, FORBIDDEN. */
  async remove(id: string): Promise<RemoveAttachmentPayload> {
    const memberId = authorise(this.identity, 'UPDATE_OWN_POSTS');
    const found = await this.db.findOneBy(Attachment, { id });
    const none = error(UserErrorCode.NOT_FOUND, 'There is no such file.', 'id');
    if (!found) return { deletedId: null, userErrors: [none] };
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

  private async store({ id: uploadId, memberId, fileName }: Upload, postId: string, stored: Stored) {
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
      const ending = { id: uploadId, endedAt: IsNull(), receivedAt: Not(IsNull()) };
      const { affected } = await tx.update(Upload, ending, { endedAt: this.clock.now() });
      if (affected !== 1) return error(UserErrorCode.NOT_FOUND, 'There is no such upload.', 'uploadId');
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
    return { attachment: result, userErrors: [] };
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

const refused = (userError: UserError): AttachUploadPayload => ({ attachment: null, userErrors: [userError] });

const postProblem = (post: Post | null, identity: Identity): UserError | null => {
  if (!post) return error(UserErrorCode.NOT_FOUND, 'There is no such post.', 'postId');
  return mayUpdate(post, identity) ? null : error(UserErrorCode.FORBIDDEN, NOT_YOURS, 'postId');
};

/** The file as it is stored, or why it is refused. */
const read = async (bytes: Buffer, fileName: string, alt: string | null): Promise<Stored | UserError> => {
  const format = formatOf(bytes, fileName);
  if (format.kind === 'refused') return error(UserErrorCode.UNSUPPORTED, REFUSED[format.reason], 'uploadId');
  if (format.kind === 'document') {
    return { content: bytes, smaller: [], contentType: format.contentType, width: null, height: null, alt: null };
  }
  if (alt === null) {
    const message = 'Describe the image for those who do not see it. Give an empty text if it only decorates.';
    return error(UserErrorCode.REQUIRED, message, 'alt');
  }
  const problem = alt.trim() === '' ? null : lineProblem(alt, MAX_ALT_LENGTH);
  if (problem !== null) return error(UserErrorCode.INVALID, problem, 'alt');
  const image = await encodeImage(bytes, format.format);
  if (!image) {
    const message = 'This image is damaged, or has too many pixels (40 million; AVIF: 16 million): export it again.';
    return error(UserErrorCode.INVALID, message, 'uploadId');
  }
  const { bytes: content, ...sizes } = image;
  return { content, contentType: 'image/webp', ...sizes, alt: alt.trim() };
};
