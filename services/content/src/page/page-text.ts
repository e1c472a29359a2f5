import { positionAt } from '../rich-text/text-position';
import { PageError } from './page-error';

/**
 * The text of a page file. A byte order mark is of the file, not of the text: it is dropped, so offsets are the same
 * with and without one. Nothing else is changed, line breaks neither.
 * @throws PageError NOT_UTF8 (lone surrogates too: UTF-8 has none), CONTROL_CHARACTER (NUL), EMPTY.
 */
export function readPageText(bytes: Buffer): string {
  const text = decode(bytes, true) ?? refuseBadByte(bytes);
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw new PageError('CONTROL_CHARACTER', positionAt(text, nul), 'The page holds a NUL character. Remove it.');
  }
  if (text.trim() === '') {
    throw new PageError('EMPTY', { line: 1, column: 1 }, 'The page is empty. Save it again as plain text.');
  }
  return text;
}

/** Null if the bytes are not UTF-8; a whole text may not end within a character, a beginning of one may. */
function decode(bytes: Buffer, isWhole: boolean): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function refuseBadByte(bytes: Buffer): never {
  let good = 0;
  let bad = bytes.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (middle <= bytes.length && decode(bytes.subarray(0, middle), false) !== null) good = middle;
    else bad = middle;
  }
  const before = decode(bytes.subarray(0, good), false) ?? '';
  const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  const byte = bytes[mark + Buffer.byteLength(before)] ?? 0;
  throw new PageError(
    'NOT_UTF8',
    positionAt(before, before.length),
    `The page is not UTF-8: byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} does not belong here. ${guess(bytes)}Save it again as UTF-8.`,
  );
}

function guess(bytes: Buffer): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 ? 'It looks like UTF-16. ' : 'It may be Windows-1252 or cut off. ';
}
