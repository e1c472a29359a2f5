import { deflateSync } from 'node:zlib';
import { type AttackContext, type AttackKind } from '../kind';
import { pngOf } from '../files';
import { Members, type Tokens } from '../members';

const script = '<script>alert(1)</script>';
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A grey image of 36 million pixels in 40 kB: it is decoded, and no more than one at a time may be. */
const large = (): Buffer => pngOf(6000, 6000, deflateSync(Buffer.alloc(6000 * 6001)));

/** Files that are no image, document or text of ours, or that no program should decode. */
const REFUSED: readonly (readonly [name: string, fileName: string, bytes: () => Buffer])[] = [
  ['an SVG image', 'a.svg', () => Buffer.from(svg)],
  ['an SVG image that is called PNG', 'a.png', () => Buffer.from(`\ufeff<!-- -->${svg}`)],
  ['a page', 'a.txt', () => Buffer.from(`\n\n<!DOCTYPE html>${script}`)],
  ['a page in UTF-16', 'a.txt', () => Buffer.from(`\ufeff<html>${script}`, 'utf16le')],
  ['a GIF that is a script', 'a.gif', () => latin1('GIF89a/*\0\0\0\0*/=1;alert(1)//')],
  ['a PDF file with a tail', 'a.pdf', () => latin1(`%PDF-1.7\n%%EOF\n${script.repeat(9)}`)],
  ['an image of 900 million pixels', 'a.png', () => pngOf(30_000, 30_000, deflateSync(Buffer.alloc(1_000_000)))],
  ['an image as high as numbers go', 'a.png', () => pngOf(1, 0x7fffffff, deflateSync(Buffer.alloc(1000)))],
  ['an image without lines', 'a.png', () => pngOf(5000, 5000, deflateSync(Buffer.alloc(0)))],
  ['a damaged image', 'a.png', () => pngOf(10, 10, latin1('nothing'))],
  ['a gzip file', 'a.txt', () => Buffer.from('1f8b0800', 'hex')],
  ['a program', 'a.jpg', () => Buffer.from('7f454c4602010100', 'hex')],
  ['a text with a NUL', 'a.txt', () => latin1('a\0b')],
];

interface Attacker {
  readonly context: AttackContext;
  readonly members: Members;
  readonly tokens: Tokens;
  readonly postId: string;
}

/** What permits a client to send a file. */
interface Sent {
  readonly id: string;
  readonly url: string;
}

const upload = async ({ members, tokens, postId }: Attacker, fileName: string, bytes: Buffer) => {
  const input = { fileName, bytes: bytes.length, contentType: 'image/png' };
  const sent = await members.create<Sent>('requestUpload', 'upload', 'id url', input, tokens);
  const status = await members.put(sent.url, bytes);
  const attach = { uploadId: sent.id, postId, alt: 'x' };
  const attached = await members.mutate(
    'attachUpload',
    'attachment { id url contentType }',
    attach,
    tokens.accessToken,
  );
  return { ...sent, status, attachment: attached.payload?.['attachment'] as { url: string } | null };
};

/** Whatever was accepted runs nothing in a browser. */
const checkServed = async ({ context: { target, report } }: Attacker, name: string, url: string): Promise<void> => {
  const { pathname, search } = new URL(url);
  const { headers } = await fetch(target.url + pathname + search);
  const type = headers.get('content-type') ?? '';
  const isSafe =
    headers.get('x-content-type-options') === 'nosniff' &&
    headers.get('content-security-policy')?.startsWith('sandbox') &&
    /^image\/webp|^text\/(plain|csv)|^application\/pdf/.test(type);
  if (!isSafe) report.violation(`${name} is served as ${type} with ${headers.get('content-security-policy')}`);
};

const misuse = async (attacker: Attacker): Promise<void> => {
  const { context, members, tokens, postId } = attacker;
  const { report, target } = context;
  const text = Buffer.from('Some words.');
  const good = await upload(attacker, 'a.txt', text);
  if (!good.attachment) return report.violation('A plain text cannot be attached.');
  await checkServed(attacker, 'a plain text', good.attachment.url);
  const again = await members.put(good.url, text);
  if (again !== 404) report.violation(`An upload address is answered with ${again} when it is used again.`);
  const request = { fileName: 'a.txt', bytes: 5, contentType: 'text/plain' };
  const { id, url } = await members.create<Sent>('requestUpload', 'upload', 'id url', request, tokens);
  const longer = await members.put(url, text);
  if (longer !== 400) report.violation(`A longer file than declared is answered with ${longer}.`);
  await members.put(url, text.subarray(0, 5));
  const other = await members.signIn(await members.join());
  const stolen = await members.mutate('attachUpload', 'attachment { id }', { uploadId: id, postId }, other.accessToken);
  if (stolen.payload?.['attachment']) report.violation('A member has attached the upload of another one.');
  for (const path of ['/files/uploads/x/y', `/files/uploads/${id}/x`, '/files/../../etc/passwd/x', '/files/file_1/x']) {
    const { status } = await fetch(target.url + path, { method: path.includes('uploads') ? 'PUT' : 'GET', body: null });
    if (status < 400 || status >= 500) report.violation(`${path} is answered with ${status}.`);
  }
};

/** Files that deceive a browser, a decoder or a limit. */
export const uploads: AttackKind = {
  name: 'files that deceive',
  run: async (context) => {
    const members = new Members(context);
    const tokens = await members.signIn(await members.join());
    const post = { kind: 'NEWS', lang: 'en', title: 'Files', body: 'Files', publish: true };
    const { id: postId } = await members.create<Pick<Sent, 'id'>>('createPost', 'post', 'id', post, tokens);
    const attacker = { context, members, tokens, postId };
    await misuse(attacker);
    for (const [name, fileName, bytes] of REFUSED) {
      const { attachment } = await upload(attacker, fileName, bytes());
      if (attachment) context.report.violation(`${name} is accepted.`);
    }
    const image = large();
    const images = await Promise.all(Array.from({ length: 4 }, () => upload(attacker, 'a.png', image)));
    for (const { attachment } of images) if (attachment) await checkServed(attacker, 'a large image', attachment.url);
  },
};
