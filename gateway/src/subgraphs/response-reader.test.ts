import { ResponseReader, type TextResponse } from './response-reader';

const TEXT = '{"data":{"name":"Zoë"}}';
const BYTES = Buffer.byteLength(TEXT);

const withLength = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nContent-Length: ${BYTES}\r\nkeep-alive: timeout=7\r\n\r\n${TEXT}`;
const chunk = (text: string): string => `${Buffer.byteLength(text).toString(16)};note=1\r\n${text}\r\n`;
const inChunks = `HTTP/1.1 503 Busy\r\nTransfer-Encoding: Chunked\r\n\r\n${chunk(TEXT.slice(0, 9))}${chunk(TEXT.slice(9))}0\r\nafter: all\r\n\r\n`;

interface Read {
  readonly reader: ResponseReader;
  readonly response: TextResponse | null;
}

/** Reads a text in pieces of some bytes, in memory that is used again for each piece. */
const read = (text: string, size = text.length * 2, maxBytes = 1000): Read => {
  const reader = new ResponseReader(maxBytes);
  const bytes = Buffer.from(text);
  const memory = Buffer.alloc(size);
  let response: TextResponse | null = null;
  for (let start = 0; start < bytes.length; start += size) {
    response = reader.read(memory.subarray(0, bytes.copy(memory, 0, start, start + size))) ?? response;
  }
  return { reader, response };
};

describe('A response', () => {
  const sizes = Array.from({ length: 40 }, (_, index) => index + 1);

  test.each(sizes)('with a length is read in pieces of %d bytes', (size) => {
    const { reader, response } = read(withLength, size);
    expect(response).toEqual({ status: 200, text: TEXT, isPlain: true });
    expect(reader).toMatchObject({ isReusable: true, keepAliveSeconds: 7 });
  });

  test.each(sizes)('in chunks is read in pieces of %d bytes', (size) => {
    const { reader, response } = read(inChunks, size);
    expect(response).toEqual({ status: 503, text: TEXT, isPlain: true });
    expect(reader).toMatchObject({ isReusable: true, keepAliveSeconds: null });
  });

  test('without a length ends when the connection closes', () => {
    const { reader, response } = read(`HTTP/1.1 200 OK\r\n\r\n${TEXT}`, 5);
    expect(response).toBeNull();
    expect(reader.end()).toEqual({ status: 200, text: TEXT, isPlain: true });
    expect(reader.isReusable).toBe(false);
  });

  test('that is not complete has no end', () => {
    expect(read(withLength.slice(0, -1)).reader.end()).toBeNull();
    expect(read(inChunks.slice(0, -1)).reader.end()).toBeNull();
  });

  test('may come after early hints, and be empty', () => {
    const { response } = read('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', 7);
    expect(response).toEqual({ status: 204, text: '', isPlain: true });
  });

  test('with a backslash is not plain', () => {
    expect(read('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n"\\n"').response).toMatchObject({ isPlain: false });
  });

  test.each([
    ['says so', withLength.replace('keep-alive:', 'connection: Close\r\nkeep-alive:')],
    ['is of HTTP/1.0', withLength.replace('HTTP/1.1', 'HTTP/1.0')],
    ['is followed by other bytes', `${withLength}HTTP/1.1 200 OK\r\n`],
    ['is followed by other bytes after its last chunk', `${inChunks}HTTP/1.1 200 OK\r\n`],
  ])('that %s is the last one of its connection', (_, text) => {
    const { reader, response } = read(text);
    expect(response?.text).toBe(TEXT);
    expect(reader.isReusable).toBe(false);
  });

  test.each([
    ['has no status', 'HTTP/2 OK\r\n\r\n'],
    ['changes the protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['has a line that is no header', 'HTTP/1.1 200 OK\r\nheader\r\n\r\n'],
    ['has a header on two lines', 'HTTP/1.1 200 OK\r\na: b\r\n c: d\r\n\r\n'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n'],
    ['has a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: +2\r\n\r\n'],
    ['has a length and chunks', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n'],
    ['has an unknown encoding', 'HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n'],
    ['has a chunk without a size', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n'],
    ['has a chunk that is longer than it says', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n'],
    ['has an endless head', `HTTP/1.1 200 OK\r\na: ${'b'.repeat(20_000)}`],
    [
      'has an endless line before a chunk',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;${'a'.repeat(2000)}`,
    ],
    ['has a larger body than allowed', 'HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n'],
    [
      'has larger chunks than allowed',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunk('a'.repeat(600))}${chunk('b'.repeat(600))}`,
    ],
    ['goes on for longer than allowed', `HTTP/1.1 200 OK\r\n\r\n${'a'.repeat(1001)}`],
  ])('that %s is refused', (_, text) => {
    expect(() => read(text)).toThrow(/^The response (is not valid HTTP|has more than 1000 bytes)/);
    expect(() => read(text, 11)).toThrow(/^The response (is not valid HTTP|has more than 1000 bytes)/);
  });
});
