/** Formats of images that are read. All of them are stored as WebP. */
export type ImageFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

/** What a file is, by its content: the declared type says nothing. */
export type FileFormat =
  | { readonly kind: 'image'; readonly format: ImageFormat }
  | { readonly kind: 'document'; readonly contentType: 'application/pdf' | 'text/plain' | 'text/csv' }
  | { readonly kind: 'refused'; readonly reason: 'HEIC' | 'MARKUP' | 'UNKNOWN' };

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.subarray(at, at + text.length).toString('latin1') === text;

/** Brands of the ISO base media format (ISO/IEC 14496-12) at byte 8. */
const brandOf = (bytes: Buffer): string | null =>
  startsWith(bytes, 'ftyp', 4) ? bytes.subarray(8, 12).toString('latin1') : null;

const AVIF = ['avif', 'avis'];
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

const imageFormat = (bytes: Buffer): ImageFormat | null => {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  return AVIF.includes(brandOf(bytes) ?? '') ? 'avif' : null;
};

/** A PDF ends near its last byte: something else may not follow it. */
const isPdf = (bytes: Buffer): boolean =>
  startsWith(bytes, '%PDF-') && /%%EOF\s*$/.test(bytes.subarray(-64).toString('latin1'));

const decoder = new TextDecoder('utf-8', { fatal: true });

const textOf = (bytes: Buffer): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/** Whether it contains control characters that no text has. In UTF-8 each of them is one byte. */
const hasControls = (bytes: Buffer): boolean => {
  for (const byte of bytes) if ((byte < 32 && ![9, 10, 12, 13].includes(byte)) || byte === 127) return true;
  return false;
};

/** Formats that browsers run scripts of, whatever the file is called. */
const MARKUP = /<\s*(!doctype|html|svg|script|body|head|iframe|\?xml|xml)/i;

/** What `bytes` are. A text is a CSV file if its name ends so. */
export const formatOf = (bytes: Buffer, fileName: string): FileFormat => {
  const format = imageFormat(bytes);
  if (format) return { kind: 'image', format };
  if (HEIC.includes(brandOf(bytes) ?? '')) return { kind: 'refused', reason: 'HEIC' };
  if (isPdf(bytes)) return { kind: 'document', contentType: 'application/pdf' };
  const text = bytes.length === 0 || hasControls(bytes) ? null : textOf(bytes);
  if (text === null || text === '') return { kind: 'refused', reason: 'UNKNOWN' };
  if (MARKUP.test(text.slice(0, 4096))) return { kind: 'refused', reason: 'MARKUP' };
  return { kind: 'document', contentType: /\.csv$/i.test(fileName) ? 'text/csv' : 'text/plain' };
};
