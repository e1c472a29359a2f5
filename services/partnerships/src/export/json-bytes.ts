/** Up to this many bytes, a loop copies faster than a call of the runtime. */
const SHORT = 48;

const [QUOTE, BACKSLASH, BLANK] = [0x22, 0x5c, 0x20];

/** JSON in UTF-8 that is written piece by piece. Texts of the runtime would be decoded, joined and encoded again. */
export class JsonBytes {
  length = 0;

  /** `size`: bytes that it can have before it is copied to a larger place. */
  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  private bytes: Buffer;

  /** What is written from `start` on. It shows what is written there later. */
  from(start: number): Buffer {
    return this.bytes.subarray(start, this.length);
  }

  add(piece: Buffer, start = 0, end = piece.length): void {
    this.reserve(end - start);
    const { bytes } = this;
    let { length } = this;
    if (end - start > SHORT) {
      piece.copy(bytes, length, start, end);
      length += end - start;
    } else {
      for (let at = start; at < end; at += 1) bytes[length++] = piece[at] as number;
    }
    this.length = length;
  }

  /** Characters of ASCII. */
  addAscii(text: string): void {
    this.reserve(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  /** A text that needs no escapes, in quotes. */
  addName(piece: Buffer, start: number, end: number): void {
    this.reserve(end - start + 2);
    this.bytes[this.length++] = QUOTE;
    this.add(piece, start, end);
    this.bytes[this.length++] = QUOTE;
  }

  /** A text in quotes, with the escapes of JSON.stringify. */
  addText(piece: Buffer, start: number, end: number): void {
    this.reserve(end - start + 2);
    const { bytes } = this;
    let { length } = this;
    bytes[length++] = QUOTE;
    for (let at = start; at < end; at += 1) {
      const byte = piece[at] as number;
      if (byte < BLANK || byte === QUOTE || byte === BACKSLASH) {
        this.add(Buffer.from(JSON.stringify(piece.toString('utf8', start, end))));
        return;
      }
      bytes[length++] = byte;
    }
    bytes[length++] = QUOTE;
    this.length = length;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}
