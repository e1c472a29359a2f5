import { Buffer, isAscii } from 'node:buffer';

/** The start of a response: its status line and its headers, in bytes. */
const MAX_HEAD_BYTES = 16 * 1024;
/** The line before a chunk, with its extensions, in bytes. */
const MAX_LINE_BYTES = 1024;

const BACKSLASH = 92;
const STATUS_LINE = /^HTTP\/1\.([01]) (\d{3})(?: |$)/;

export interface TextResponse {
  readonly status: number;
  readonly text: string;
  /** Whether `text` contains no backslash. */
  readonly isPlain: boolean;
}

/** How the end of a body is found (RFC 9112 §6.3). */
type Framing = 'length' | 'chunks' | 'close';

const invalid = (why: string): Error => new Error(`The response is not valid HTTP: ${why}.`);

/** Latin-1 is decoded faster than UTF-8, and is the same where all bytes are ASCII. */
const decoded = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

/** Reads one HTTP/1.1 response from the bytes of a connection, however they are split. */
export class ResponseReader {
  /** Whether the connection can be used for another request. Known once the response is complete. */
  isReusable = true;
  /** How long the server keeps the connection open, as it says; null if it does not. */
  keepAliveSeconds: number | null = null;

  private status = 0;
  private framing: Framing | null = null;
  /** Bytes of the head, or of the line before a chunk, that are not complete yet. */
  private pending: Buffer | null = null;
  /** Bytes of the body, or of the chunk, that are still to come. */
  private remaining = 0;
  private chunkPart: 'size' | 'data' | 'end' | 'trailers' = 'size';
  private readonly parts: Buffer[] = [];
  /** The body, as far as it has come, if its length is known and it comes in several pieces. */
  private whole: Buffer | null = null;
  private length = 0;
  private response: TextResponse | null = null;

  constructor(private readonly maxBytes: number) {}

  /**
   * Takes the next bytes, which are only valid during the call. Returns the response once it is complete, else null. Throws if it is
   * not valid HTTP, or has a body of more than `maxBytes`.
   */
  read(bytes: Buffer): TextResponse | null {
    const body = this.framing ? bytes : this.readHead(bytes);
    if (!body) return null;
    if (this.framing === 'chunks') this.readChunks(body);
    else this.readPlain(body);
    return this.response;
  }

  /** The server has closed the connection. Returns the response if that was its end, else null. */
  end(): TextResponse | null {
    if (this.framing === 'close') this.complete();
    return this.response;
  }

  /** Returns the bytes behind the head; null if it is not complete. */
  private readHead(received: Buffer): Buffer | null {
    const bytes = this.withPending(received);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0 ? bytes.length > MAX_HEAD_BYTES : end > MAX_HEAD_BYTES) throw invalid('its head is too long');
    if (end < 0) {
      this.pending = Buffer.from(bytes);
      return null;
    }
    const rest = bytes.subarray(end + 4);
    const [statusLine = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
    const [, minor, status] = STATUS_LINE.exec(statusLine) ?? [];
    if (status === undefined) throw invalid('it has no status');
    this.status = Number(status);
    if (this.status === 101) throw invalid('the protocol was changed');
    // Something like 103 Early Hints: the response follows.
    if (this.status < 200) return this.readHead(rest);
    this.isReusable = minor === '1';
    this.readHeaders(lines);
    return rest;
  }

  private readHeaders(lines: readonly string[]): void {
    let length: string | null = null;
    let isChunked = false;
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon <= 0 || line.startsWith(' ') || line.startsWith('\t')) throw invalid('a header is malformed');
      const name = line.slice(0, colon).toLowerCase();
      if (name === 'content-length') {
        const value = line.slice(colon + 1).trim();
        if (!/^\d{1,15}$/.test(value) || (length !== null && length !== value)) throw invalid('its length is unclear');
        length = value;
      } else if (name === 'transfer-encoding') {
        if (
          isChunked ||
          line
            .slice(colon + 1)
            .trim()
            .toLowerCase() !== 'chunked'
        )
          throw invalid('its encoding is unknown');
        isChunked = true;
      } else if (name === 'connection') {
        if (/\bclose\b/i.test(line)) this.isReusable = false;
      } else if (name === 'keep-alive') {
        const seconds = /\btimeout=(\d{1,9})/i.exec(line)?.[1];
        if (seconds !== undefined) this.keepAliveSeconds = Number(seconds);
      }
    }
    if (isChunked && length !== null) throw invalid('it has a length and chunks');
    const isEmpty = this.status === 204 || this.status === 304;
    if (isEmpty || length !== null) {
      this.framing = 'length';
      this.expect(isEmpty ? 0 : Number(length));
    } else {
      this.framing = isChunked ? 'chunks' : 'close';
      if (!isChunked) this.isReusable = false;
    }
  }

  /** States that so many bytes will come. */
  private expect(bytes: number): void {
    if (this.length + bytes > this.maxBytes) throw new Error(`The response has more than ${this.maxBytes} bytes.`);
    this.remaining = bytes;
  }

  private withPending(bytes: Buffer): Buffer {
    if (!this.pending) return bytes;
    const both = Buffer.concat([this.pending, bytes]);
    this.pending = null;
    return both;
  }

  /** Keeps bytes of the body. */
  private keep(bytes: Buffer): void {
    this.length += bytes.length;
    // A copy, because the memory is used again for what comes next.
    if (bytes.length > 0) this.parts.push(Buffer.from(bytes));
  }

  private readPlain(bytes: Buffer): void {
    if (this.framing === 'close') {
      this.expect(bytes.length);
      this.keep(bytes);
      return;
    }
    // What comes behind the response belongs to none.
    if (bytes.length > this.remaining) this.isReusable = false;
    const body = bytes.length > this.remaining ? bytes.subarray(0, this.remaining) : bytes;
    if (body.length === this.remaining && !this.whole) return this.complete(body);
    this.whole ??= Buffer.allocUnsafe(this.remaining);
    body.copy(this.whole, this.whole.length - this.remaining);
    this.remaining -= body.length;
    if (this.remaining === 0) this.complete(this.whole);
  }

  private readChunks(received: Buffer): void {
    let bytes = this.withPending(received);
    while (!this.response) {
      if (this.chunkPart === 'data') {
        const data = bytes.subarray(0, this.remaining);
        this.remaining -= data.length;
        this.keep(data);
        bytes = bytes.subarray(data.length);
        if (this.remaining > 0) return;
        this.chunkPart = 'end';
      }
      const end = bytes.indexOf('\r\n');
      if (end < 0 ? bytes.length > MAX_LINE_BYTES : end > MAX_LINE_BYTES)
        throw invalid('a line of a chunk is too long');
      if (end < 0) {
        this.pending = Buffer.from(bytes);
        return;
      }
      this.readChunkLine(bytes.toString('latin1', 0, end));
      bytes = bytes.subarray(end + 2);
    }
    if (bytes.length > 0) this.isReusable = false;
  }

  private readChunkLine(line: string): void {
    if (this.chunkPart === 'trailers') {
      if (line === '') this.complete();
      return;
    }
    if (this.chunkPart === 'end') {
      if (line !== '') throw invalid('a chunk is longer than it says');
      this.chunkPart = 'size';
      return;
    }
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) throw invalid('a chunk has no size');
    this.expect(Number.parseInt(size, 16));
    this.chunkPart = this.remaining === 0 ? 'trailers' : 'data';
  }

  private complete(bytes: Buffer = Buffer.concat(this.parts)): void {
    this.response = { status: this.status, text: decoded(bytes), isPlain: !bytes.includes(BACKSLASH) };
  }
}
