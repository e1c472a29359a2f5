import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Attachment } from './attachment.entity';

/** An address for readers of a post that is not public works for this long. */
const SIGNED_MS = 5 * 60 * 1000;

const signatureOf = ({ id, accessKey }: Pick<Attachment, 'id' | 'accessKey'>, expires: string): string =>
  createHmac('sha256', accessKey).update(`${id} ${expires}`).digest('base64url');

/** The query of an address that works without a credential for five minutes. */
export const signedQuery = (file: Attachment, now: Date): string => {
  const expires = String(now.getTime() + SIGNED_MS);
  return `?expires=${expires}&signature=${signatureOf(file, expires)}`;
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
