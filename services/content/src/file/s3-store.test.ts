import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { systemClock } from '@wizness/kernel';
import sharp from 'sharp';
import { type Files, openFiles } from '../../test/support/files';
import { createS3Store, type S3Settings } from './s3-store';

describe('Files in a bucket of an S3-compatible store', () => {
  let directory: string;
  let server: S3rver;
  let settings: S3Settings;
  let files: Files;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'wizness-bucket-'));
    const bucket = { name: 'wizness-files', configs: [] };
    server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [bucket] });
    const { port } = await server.run();
    // The credentials that the server knows.
    const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'us-east-1' };
    settings = { url: `http://127.0.0.1:${port}/wizness-files`, ...credentials };
    files = await openFiles(settings);
  });
  afterAll(async () => {
    await files.close();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  test('An image is sent, attached, read and removed, and nothing is left in the bucket or the folder', async () => {
    const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: 'teal' } })
      .png()
      .toBuffer();
    const { attachment } = await files.attach(bytes);
    const objects = createS3Store(settings);
    expect((await objects.list()).map(({ key }) => key)).toEqual([`files/${String(attachment?.['id'])}`]);
    const file = await files.read(attachment?.['url']);
    expect(file).toMatchObject({ isPublic: true });
    expect((await files.mutate('removeAttachment', { id: attachment?.['id'] })).userErrors).toEqual([]);
    expect([await objects.list(), await files.stored()]).toEqual([[], []]);
    expect(await files.read(attachment?.['url'])).toBeNull();
  });

  test('An object that is not there is null, deleting it changes nothing, and a key of another form is refused', async () => {
    const objects = createS3Store(settings);
    const key = `files/${systemClock.newId('file')}`;
    expect(await objects.get(key)).toBeNull();
    await objects.delete(key);
    await expect(objects.get('../other')).rejects.toThrow('is not the key of an object');
    await objects.put(key, Buffer.from('two'));
    expect((await objects.get(key))?.toString()).toBe('two');
    await objects.delete(key);
  });

  test('Lists more objects than one page of the store', async () => {
    const objects = createS3Store(settings);
    const keys = Array.from({ length: 1005 }, () => `files/${systemClock.newId('file')}`).toSorted();
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map((key) => objects.put(key, Buffer.from('x'))));
    }
    expect((await objects.list()).map(({ key }) => key).toSorted()).toEqual(keys);
    await rm(join(directory, 'wizness-files', 'files'), { recursive: true, force: true });
  });

  test('Wrong credentials and an unknown bucket are errors that name neither', async () => {
    const key = `files/${systemClock.newId('file')}`;
    const wrong = createS3Store({ ...settings, secretAccessKey: 'another secret' });
    const elsewhere = createS3Store({ ...settings, url: settings.url.replace('wizness-files', 'unknown') });
    await expect(wrong.get(key)).rejects.toThrow('The object store answered GET with the status 403.');
    await expect(elsewhere.put(key, Buffer.from('x'))).rejects.toThrow('answered PUT with the status 404.');
    await expect(elsewhere.list()).rejects.toThrow('answered GET with the status 404.');
  });
});
