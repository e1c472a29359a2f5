import { isUtf8 } from 'node:buffer';
import { positionAt } from '../rich-text/text-position';
import { PageError } from './page-error';

const BYTE_ORDER_MARK = /^\ufeff/;
const REPLACEMENT = '\ufffd';

/**
 * The text of a page file. A byte order mark is of the file, not of the text: it is dropped, so offsets are the same
 * with and without one. Nothing else is changed, line breaks neither.
 * @throws PageError NOT_UTF8 (lone surrogates too: UTF-8 has none), CONTROL_CHARACTER (NUL), EMPTY.
 */
export function readPageText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw notUtf8(bytes);
  const text = bytes.toString('utf8').replace(BYTE_ORDER_MARK, '');
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    throw new PageError('CONTROL_CHARACTER', positionAt(text, nul), 'The page holds a NUL character. Remove it.');
  }
  if (text.trim() === '') {
    throw new PageError('EMPTY', { line: 1, column: 1 }, 'The page is empty. Save it again as plain text.');
  }
  return text;
}

/** Read leniently, a bad byte becomes U+FFFD: the first of these that does not stand in the bytes is the place. */
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
    `The page is not UTF-8: byte 0x${byte} does not belong here. ${originGuess(bytes)} Save it again as UTF-8.`,
  );
}

function originGuess(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 2);
  return start === '\xff\xfe' || start === '\xfe\xff' ? 'It looks like UTF-16.' : 'It may be Windows-1252, or cut off.';
}
