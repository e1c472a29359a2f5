/**
 * A text in UTF-8. Node encodes a text that it writes to a socket more slowly. Latin-1 is encoded faster still, and is the same
 * where all characters are ASCII.
 */
export const bytesOf = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  return Buffer.from(text, length === text.length ? 'latin1' : 'utf8');
};
