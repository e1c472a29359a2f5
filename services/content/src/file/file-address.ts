import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Attachment, storedWidth } from './attachment.entity';

/** An address for readers of a post that is not public works for this long. */
const SIGNED_MS = 5 * 60 * 1000;

const signatureOf = ({ id, accessKey }: Pick<Attachment, 'id' | 'accessKey'>, expires: string): string =>
  createHmac('sha256', accessKey).update(`${id} ${expires}`).digest('base64url');

export interface AddressOptions {
  readonly publicUrl: string;
  /** In pixels, in which an image is shown. Null: as large as it is. */
  readonly width: number | null;
  /** The address works without a credential for five minutes from then. Null: the file is public. */
  readonly signedAt: Date | null;
}

/** The address of a file, for whoever has it. */
export const fileAddress = (file: Attachment, { publicUrl, width, signedAt }: AddressOptions): string => {
  const url = new URL(`${publicUrl}/files/${file.id}/${encodeURIComponent(file.fileName)}`);
  const stored = storedWidth(file, width);
  if (stored !== null) url.searchParams.set('width', String(stored));
  if (signedAt !== null) {
    const expires = String(signedAt.getTime() + SIGNED_MS);
    url.searchParams.set('expires', expires);
    url.searchParams.set('signature', signatureOf(file, expires));
  }
  return url.href;
};

/** Whether `signature` is ours and has not expired. */
export const isSigned = (
  file: Attachment,
  { expires, signature }: { readonly expires: string; readonly signature: string },
  now: Date,
): boolean => {
  const [given, expected] = [Buffer.from(signature), Buffer.from(signatureOf(file, expires))];
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now.getTime();
};
