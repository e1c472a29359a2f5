import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ErasureMode, type LoggedEvent, Role, systemClock, Visibility } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import sharp from 'sharp';
import { ADA, type Files, openFiles } from '../../test/support/files';
import { idOf, news, publishAll } from '../../test/support/samples';
import { createFolderStore } from './object-store';

const bob = memberIdentity(idOf('member', 2));
const moderator = memberIdentity(idOf('member', 3), { roles: [Role.MEMBER, Role.MODERATOR] });
const NOW = Date.parse('2026-03-02T09:00:00Z');

const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: 'teal' } });

describe('Files of posts', () => {
  let files: Files;
  beforeEach(async () => {
    files = await openFiles();
  });
  afterEach(() => files.close());

  test('An image without a description is asked for one, and can then be attached', async () => {
    const bytes = await picture().png().toBuffer();
    const { upload } = await files.request(bytes.length);
    if (upload) await files.send(upload, bytes);
    const attachWith = (alt: string | null) =>
      files.mutate('attachUpload', { uploadId: upload?.id, postId: files.postId, alt });
    expect((await attachWith(null)).userErrors).toEqual([{ code: 'REQUIRED', field: ['alt'] }]);
    expect((await attachWith('x'.repeat(501))).userErrors).toEqual([{ code: 'INVALID', field: ['alt'] }]);
    expect((await attachWith('')).attachment).toMatchObject({ alt: '' });
    expect((await attachWith('')).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['uploadId'] }]);
  });

  test('An upload is received once, in time, with its token and its size', async () => {
    const { upload } = await files.request(3);
    if (!upload) throw new Error('The upload was refused.');
    const wrong = { ...upload, url: `${upload.url}x` };
    expect(await files.send(upload, Buffer.from('abc'), 0)).toBe('UNKNOWN');
    expect(await files.send(wrong, Buffer.from('abc'))).toBe('UNKNOWN');
    expect(await files.send(upload, Buffer.from('abcd'))).toBe('WRONG_SIZE');
    expect(await files.send(upload, Buffer.from('abc'))).toBe('RECEIVED');
    expect(await files.send(upload, Buffer.from('xyz'))).toBe('UNKNOWN');
  });

  test.each([
    [{ bytes: 0 }, 'INVALID', 'bytes'],
    [{ bytes: 10 * 1024 * 1024 + 1 }, 'TOO_LONG', 'bytes'],
    [{ fileName: '../../etc/passwd' }, 'INVALID', 'fileName'],
    [{ fileName: 'a\u202eb' }, 'INVALID', 'fileName'],
    [{ fileName: 'x'.repeat(201) }, 'INVALID', 'fileName'],
  ])('The request %j is refused', async (changed, code, field) => {
    const input = { fileName: 'a.png', contentType: 'image/png', bytes: 9, ...changed };
    expect(await files.mutate('requestUpload', input)).toEqual({
      upload: null,
      userErrors: [{ code, field: [field] }],
    });
  });

  test('A member sends at most sixty files in an hour, also in parallel', async () => {
    const payloads = [];
    for (let round = 0; round < 7; round += 1) {
      payloads.push(...(await Promise.all(Array.from({ length: 10 }, () => files.request(9)))));
    }
    expect(payloads.filter(({ upload }) => upload)).toHaveLength(60);
    expect(payloads.at(-1)?.userErrors).toEqual([{ code: 'RATE_LIMITED', field: null }]);
    expect((await files.request(9, 'a.png', bob)).userErrors).toEqual([]);
  });

  test('Only who may change a post attaches files to it and removes them, and only their own uploads', async () => {
    const bytes = await picture().png().toBuffer();
    const { attachment } = await files.attach(bytes);
    const { upload } = await files.request(bytes.length);
    const input = { uploadId: upload?.id, postId: files.postId, alt: '' };
    expect((await files.mutate('attachUpload', input)).userErrors).toEqual([{ code: 'LOCKED', field: ['uploadId'] }]);
    expect((await files.mutate('attachUpload', input, bob)).userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['uploadId'] },
    ]);
    const own = await files.request(9, 'a.png', bob);
    const foreign = { uploadId: own.upload?.id, postId: files.postId, alt: '' };
    expect((await files.mutate('attachUpload', foreign, bob)).userErrors).toEqual([
      { code: 'FORBIDDEN', field: ['postId'] },
    ]);
    const id = attachment?.['id'];
    expect((await files.mutate('removeAttachment', { id }, bob)).userErrors).toEqual([
      { code: 'FORBIDDEN', field: ['id'] },
    ]);
    expect((await files.mutate('removeAttachment', { id })).deletedId).toBe(id);
    expect(await files.stored()).toEqual([]);
    expect(await files.read(attachment?.['url'])).toBeNull();
  });

  test('A file of a post that is not public needs an address that is signed, and works for five minutes', async () => {
    const [inside = ''] = await publishAll(files.open.context(), [
      news('inside', { authorId: ADA, visibility: Visibility.MEMBERS }),
    ]);
    const { attachment } = await files.attach(await picture().png().toBuffer(), { to: inside });
    const { data } = await files.open.query(
      'query ($id: ID!) { post(id: $id) { attachments { url } } }',
      { id: inside },
      bob,
    );
    const { attachments } = (data as { post: { attachments: { url: string }[] } }).post;
    const url = attachments[0]?.url ?? '';
    const expires = Number(new URL(url).searchParams.get('expires'));
    expect((await files.read(url, expires - 1))?.isPublic).toBe(false);
    expect(await files.read(url, expires)).toBeNull();
    expect(await files.read(url.replace(String(expires), String(expires + 1)), expires - 1)).toBeNull();
    expect(await files.read(url.split('?')[0], expires - 1)).toBeNull();
    expect(attachment?.['url']).toContain('signature=');
  });

  test('A file of a post that a moderator hides, or its author deletes, is gone at once', async () => {
    const { attachment } = await files.attach(await picture().png().toBuffer());
    const read = () => files.read(attachment?.['url']);
    const statement = {
      rule: '3.2 Advertising',
      facts: 'It names a shop.',
      explanation: 'Texts that sell are not allowed.',
    };
    const decide = (status: string) =>
      files.mutate('moderatePost', { postId: files.postId, status, statement }, moderator);
    expect((await decide('HIDDEN')).userErrors).toEqual([]);
    expect(await read()).toBeNull();
    expect((await decide('VISIBLE')).userErrors).toEqual([]);
    expect(await read()).not.toBeNull();
    expect((await files.mutate('deletePost', { id: files.postId })).userErrors).toEqual([]);
    expect(await read()).toBeNull();
  });

  test('Bytes to which no row refers are deleted after an hour, and all others stay', async () => {
    const { attachment } = await files.attach(await picture().png().toBuffer());
    const objects = createFolderStore(files.folder);
    await objects.put(`uploads/${systemClock.newId('upload')}`, Buffer.from('abc'));
    await objects.put(`files/${systemClock.newId('file')}`, Buffer.from('abc'));
    const runJob = async () => {
      await files.sql(`INSERT INTO content.jobs (id, kind, payload) VALUES ($1, 'delete-orphaned-files', '{}')`, [
        systemClock.newId('job'),
      ]);
      await files.open.runDueJobs(files.at(NOW));
    };
    await runJob();
    expect(await files.stored()).toHaveLength(3);
    for (const { key } of await objects.list()) await utimes(join(files.folder, key), 0, 0);
    await runJob();
    expect(await files.stored()).toEqual([`files/${String(attachment?.['id'])}`]);
  });

  test('An upload that was not attached is deleted after two days', async () => {
    const { upload } = await files.request(3);
    if (upload) await files.send(upload, Buffer.from('abc'));
    for (const { key } of await createFolderStore(files.folder).list()) await utimes(join(files.folder, key), 0, 0);
    await files.sql(`INSERT INTO content.jobs (id, kind, payload) VALUES ('job_1', 'delete-orphaned-files', '{}')`);
    await files.open.runDueJobs(files.at(Date.parse(upload?.expiresAt ?? '') + 49 * 60 * 60 * 1000));
    expect([await files.stored(), await files.sql('SELECT 1 FROM content.uploads')]).toEqual([[], []]);
  });

  test.each(Object.values(ErasureMode))(
    'An erasure with %s leaves no trace of the member, and the data export has it before',
    async (mode) => {
      const { attachment } = await files.attach(await picture().png().toBuffer());
      expect(await files.open.personalDataOf(ADA)).toMatchObject({
        uploads: [{ fileName: 'photo.jpg' }],
        files: [{ postId: files.postId, fileName: 'photo.jpg', alt: 'A photo' }],
      });
      const erasure = { position: 1, type: 'MemberErased', subject: ADA, payload: { mode }, occurredAt: new Date(NOW) };
      const membership = { read: async (after: number) => (after < 1 ? [erasure as LoggedEvent] : []) };
      await files.open.catchUp(
        { membership, partnerships: { read: async () => [] }, ratings: { read: async () => [] } },
        files.at(NOW),
      );
      expect(await files.open.personalDataOf(ADA)).toMatchObject({ uploads: [], files: [] });
      expect((await files.read(attachment?.['url'])) === null).toBe(mode === ErasureMode.DELETE_CONTENT);
      expect(JSON.stringify(await files.sql('SELECT * FROM content.attachments'))).not.toContain(ADA);
    },
  );
});
