import type { CallProcedure } from '@wizness/kernel';
import fastify, { type FastifyInstance } from 'fastify';
import { serveFiles } from './files';

const FILE = { fileName: "été (1)'.png", contentType: 'image/webp', isPublic: true, content: 'YWJj' };

describe('Files over HTTP', () => {
  let http: FastifyInstance;
  let calls: { name: string; input: unknown }[];
  let answer: unknown;

  beforeEach(() => {
    calls = [];
    answer = { file: FILE };
    http = fastify();
    const content = async ({ name }: { name: string }, input: unknown) => {
      calls.push({ name, input });
      return answer;
    };
    serveFiles(http, content as unknown as CallProcedure, 1000);
  });
  afterEach(() => http.close());

  const get = (url: string, headers = {}) => http.inject({ method: 'GET', url, headers });

  test('A file runs nothing, whatever a browser does with it, and caches keep it for five minutes', async () => {
    const { statusCode, headers, body } = await get('/files/file_1/x.png');
    expect([statusCode, body]).toEqual([200, 'abc']);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'content-disposition': "inline; filename*=UTF-8''%C3%A9t%C3%A9%20%281%29%27.png",
      etag: '"file_1"',
    });
    expect(calls).toEqual([{ name: 'read-file', input: { id: 'file_1', width: null, signed: null } }]);
  });

  test('A document is downloaded, and one of a post that is not public is kept by no shared cache', async () => {
    answer = { file: { ...FILE, contentType: 'text/plain', isPublic: false } };
    const { headers } = await get('/files/file_1/x.txt?expires=5&signature=abc');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(headers['cache-control']).toBe('private, max-age=300');
    expect(calls).toEqual([
      { name: 'read-file', input: { id: 'file_1', width: null, signed: { expires: '5', signature: 'abc' } } },
    ]);
  });

  test('An image is asked for in the width of its address, and what is no width is ignored', async () => {
    const { headers } = await get('/files/file_1/x.png?width=400');
    expect(headers['etag']).toBe('"file_1-400"');
    for (const width of ['0', '-1', '1e3', '400&width=800', '999999']) await get(`/files/file_1/x.png?width=${width}`);
    expect(calls.map(({ input }) => (input as { width: number | null }).width)).toEqual([
      400,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('A known file is answered with 304, and one that is gone with 404, also to a cache that has it', async () => {
    expect((await get('/files/file_1/x.png', { 'if-none-match': '"file_1"' })).statusCode).toBe(304);
    answer = { file: null };
    const gone = await get('/files/file_1/x.png', { 'if-none-match': '"file_1"' });
    expect([gone.statusCode, gone.headers['cache-control']]).toEqual([404, 'no-store']);
  });

  const put = (payload: string | Buffer, type = 'application/octet-stream') =>
    http.inject({ method: 'PUT', url: '/files/uploads/upload_1/token', payload, headers: { 'content-type': type } });

  test.each([
    ['RECEIVED', 204],
    ['UNKNOWN', 404],
    ['WRONG_SIZE', 400],
  ])('An upload with the result %s is answered with %i', async (result, status) => {
    answer = { result };
    expect((await put(Buffer.from([0, 255, 1]))).statusCode).toBe(status);
    expect(calls).toEqual([{ name: 'receive-upload', input: { id: 'upload_1', token: 'token', content: 'AP8B' } }]);
  });

  test('The declared type of an upload does not matter', async () => {
    answer = { result: 'RECEIVED' };
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
      expect((await put('{', type)).statusCode).toBe(204);
    }
  });

  test('An upload that is larger than any file is refused before it reaches content', async () => {
    expect((await put(Buffer.alloc(26 * 1024 * 1024))).statusCode).toBe(413);
    expect(calls).toEqual([]);
  });

  test('One client takes eight files at once, a hundred more wait, and the rest is refused', async () => {
    let release: (file: object) => void = () => undefined;
    answer = new Promise((resolve) => {
      release = resolve;
    });
    const all = Array.from({ length: 110 }, () => get('/files/file_1/x.png'));
    const refused = await Promise.race(all);
    expect([refused.statusCode, refused.headers['retry-after'], calls.length]).toEqual([429, '1', 8]);
    release({ file: FILE });
    const statuses = (await Promise.all(all)).map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(108);
  });
});
