import { isUtf8 } from 'node:buffer';
import { positionAt } from '../rich-text/text-position';
import { PageError } from './page-error';

const BYTE_ORDER_MARK = /^\ufeff/;
const REPLACEMENT = '\ufffd';

/**
 * The text of a page file. A byte order mark is dropped, so that offsets do not depend on it. Nothing else is changed,
 * including line breaks. Throws PageError NOT_UTF8 (also for lone surrogates), CONTROL_CHARACTER (NUL) and EMPTY.
 */
export function readPageText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  const text = bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw new PageError('CONTROL_CHARACTER', positionAt(text, nul), 'The page contains a NUL character. Remove it.');
  }
  if (text.trim() === '') {
    throw new PageError('EMPTY', { line: 1, column: 1 }, 'The page is empty. Save it again as plain text.');
  }
  return text;
}

/** Decoding turns an invalid byte into U+FFFD. The first U+FFFD that is not in the bytes themselves is the position. */
function notUtf8(bytes: Buffer): PageError {
  const text = bytes.toString('utf8');
  let at = 0;
  let byteAt = 0;
  for (;;) {
    const next = text.indexOf(REPLACEMENT, at);
    byteAt += Buffer.byteLength(text.slice(at, next));
    at = next;
    if (bytes.toString('latin1', byteAt, byteAt + 3) !== '\xef\xbf\xbd') break;
    byteAt += 3;
    at += 1;
  }
  const byte = (bytes[byteAt] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  const before = text.slice(0, at).replace(BYTE_ORDER_MARK, '');
  return new PageError(
    'NOT_UTF8',
    positionAt(before, before.length),
    `The page is not UTF-8: byte 0x${byte} is not valid here. ${guessEncoding(bytes)} Save it again as UTF-8.`,
  );
}

function guessEncoding(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 2);
  return start === '\xff\xfe' || start === '\xfe\xff' ? 'It looks like UTF-16.' : 'It may be Windows-1252, or cut off.';
}
