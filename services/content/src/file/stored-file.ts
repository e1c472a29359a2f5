import { lineProblem, UserError, UserErrorCode } from '@wizness/kernel';
import type { Attachment } from './attachment.entity';
import { encodeImage, type EncodedImage } from './encode-image';
import { formatOf } from './file-format';

const MAX_ALT_LENGTH = 500;

/** The form in which a file is stored. */
export type StoredFile = Pick<Attachment, 'contentType' | 'width' | 'height' | 'alt'> &
  Pick<EncodedImage, 'smaller'> & { readonly content: Buffer };

const error = (code: UserErrorCode, message: string, field: string): UserError => new UserError(code, message, [field]);

const REFUSED: Readonly<Record<'HEIC' | 'MARKUP' | 'UNKNOWN', string>> = {
  HEIC: 'This is a HEIC image, which browsers do not show: export it as JPEG.',
  MARKUP: 'Files with markup, such as SVG and HTML, can contain scripts: send a PNG image or a PDF file.',
  UNKNOWN: 'Send a JPEG, PNG, WebP, GIF or AVIF image, a PDF file, or plain text.',
};

/** The file as it is stored, or why it is refused. */
export const checkFile = async (
  bytes: Buffer,
  fileName: string,
  alt: string | null,
): Promise<StoredFile | UserError> => {
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
