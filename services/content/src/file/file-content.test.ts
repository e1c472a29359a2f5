import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { encodeImage } from './encode-image';
import { type Files, openFiles } from '../../test/support/files';

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: 'teal' } });

describe('The content of files', () => {
  let files: Files;
  beforeEach(async () => {
    files = await openFiles();
  });
  afterEach(() => files.close());

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    'A %s image is stored as WebP, with its size and description',
    async (format) => {
      const bytes = await picture()[format]().toBuffer();
      const { attachment, userErrors } = await files.attach(bytes);
      expect(userErrors).toEqual([]);
      expect(attachment).toMatchObject({
        contentType: 'image/webp',
        width: 60,
        height: 40,
        alt: 'A photo',
        fileName: 'photo.jpg',
      });
      const file = await files.read(attachment?.['url']);
      expect((await sharp(file?.bytes).metadata()).format).toBe('webp');
      expect(await files.stored()).toHaveLength(1);
    },
  );

  test('A photo loses its place and camera, is turned upright and made smaller', async () => {
    const exif = { IFD0: { Make: 'Spy' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 0/1' } };
    const bytes = await picture(2000, 1000).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(bytes.toString('latin1')).toContain('Exif');
    const { attachment } = await files.attach(bytes);
    expect(attachment).toMatchObject({ width: 800, height: 1600 });
    const file = await files.read(attachment?.['url']);
    const metadata = await sharp(file?.bytes).metadata();
    expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
  });

  test('An image has smaller ones for those who show it smaller, which are removed with it', async () => {
    const { attachment } = await files.attach(await picture(2000, 1000).png().toBuffer());
    const { id, url, small, medium } = attachment ?? {};
    const widths = [url, small, medium].map(
      async (address) => (await sharp((await files.read(address))?.bytes).metadata()).width,
    );
    expect(await Promise.all(widths)).toEqual([1600, 400, 800]);
    expect(await files.stored()).toHaveLength(3);
    await files.mutate('removeAttachment', { id });
    expect([await files.stored(), await files.read(small)]).toEqual([[], null]);
    const narrow = (await files.attach(await picture(500, 500).png().toBuffer())).attachment;
    expect([narrow?.['medium'], narrow?.['small']]).toEqual([narrow?.['url'], `${String(narrow?.['url'])}?width=400`]);
    expect(await files.stored()).toHaveLength(2);
  });

  test('What follows an image in its file is not stored', async () => {
    const bytes = Buffer.concat([
      await picture().jpeg().toBuffer(),
      Buffer.from('<script>alert(1)</script>PK\u0003\u0004'),
    ]);
    const file = await files.read((await files.attach(bytes)).attachment?.['url']);
    expect(file?.bytes.toString('latin1')).not.toContain('script');
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
  const bomb = () => {
    // A PNG header that describes 30,000 by 30,000 pixels, with compressed zeros.
    const header = Buffer.from('89504e470d0a1a0a0000000d4948445200007530000075300100000000', 'hex');
    return Buffer.concat([header, deflateRawSync(Buffer.alloc(1_000_000))]);
  };
  const hostile: [string, () => Promise<Buffer> | Buffer, string][] = [
    ['an SVG image', () => Buffer.from(svg), 'UNSUPPORTED'],
    ['an SVG image behind a comment', () => Buffer.from(`<!-- -->\n<?xml version="1.0"?>${svg}`), 'UNSUPPORTED'],
    ['an HTML page', () => Buffer.from('<!DOCTYPE html><title>x</title>'), 'UNSUPPORTED'],
    ['a HEIC photo', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'UNSUPPORTED'],
    ['an image that fills the memory', bomb, 'INVALID'],
    ['a GIF that is a script', () => Buffer.from('GIF89a/*\0\0\0\0*/=1;alert(1)//', 'latin1'), 'INVALID'],
    ['a damaged JPEG image', async () => (await picture(500, 500).jpeg().toBuffer()).subarray(0, 400), 'INVALID'],
    ['a PDF file with a tail', () => Buffer.from(`%PDF-1.7\n%%EOF\n${'<script>'.repeat(20)}`), 'UNSUPPORTED'],
    ['a gzip file', () => Buffer.from('1f8b0800', 'hex'), 'UNSUPPORTED'],
    ['a ZIP archive', () => Buffer.from('504b0304140000000800', 'hex'), 'UNSUPPORTED'],
    ['a program', () => Buffer.from('7f454c4602010100', 'hex'), 'UNSUPPORTED'],
  ];
  test.each(hostile)('%s is refused, and nothing is stored', async (_, bytesOf, code) => {
    const { attachment, userErrors } = await files.attach(await bytesOf());
    expect(attachment).toBeNull();
    expect(userErrors).toEqual([{ code, field: ['uploadId'] }]);
    expect(await files.stored()).toEqual([]);
  });

  test('An AVIF image that would take hundreds of megabytes is refused', async () => {
    const bytes = await picture(5000, 3300).avif({ effort: 0 }).toBuffer();
    expect((await files.attach(bytes)).userErrors).toEqual([{ code: 'INVALID', field: ['uploadId'] }]);
  });

  test('Images are encoded one after the other', async () => {
    const [large, small] = [await picture(3000, 3000).png().toBuffer(), await picture().png().toBuffer()];
    const order: number[] = [];
    const encode = async (bytes: Buffer, index: number): Promise<void> => {
      await encodeImage(bytes, 'png');
      order.push(index);
    };
    await Promise.all([large, small, small].map(encode));
    expect(order).toEqual([0, 1, 2]);
  });

  test.each([
    ['report.pdf', '%PDF-1.7\n1 0 obj\n%%EOF\n', 'application/pdf'],
    ['data.CSV', 'a;b\n1;2\n', 'text/csv'],
    ['notes.txt', 'Été : 5 < 6', 'text/plain'],
  ])('%s is stored as it is', async (fileName, text, contentType) => {
    const { attachment } = await files.attach(Buffer.from(text), { fileName, alt: null });
    expect(attachment).toMatchObject({ fileName, contentType, alt: null, width: null });
    expect((await files.read(attachment?.['url']))?.bytes.toString()).toBe(text);
  });
});
