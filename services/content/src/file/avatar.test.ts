import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ErasureMode, type LoggedEvent, Role, systemClock } from '@wizness/kernel';
import { memberIdentity } from '@wizness/kernel/testing';
import sharp from 'sharp';
import { ADA, type Files, openFiles } from '../../test/support/files';
import { idOf } from '../../test/support/samples';

const bob = memberIdentity(idOf('member', 2));
const moderator = memberIdentity(idOf('member', 3), { roles: [Role.MEMBER, Role.MODERATOR] });

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();

describe('The picture of a member', () => {
  let files: Files;
  beforeEach(async () => {
    files = await openFiles();
  });
  afterEach(() => files.close());

  const set = async (width = 1000, height = 500, alt: string | null = null) =>
    files.attach(await picture(width, height), { to: null, alt });
  const avatarOf = async (memberId: string) => {
    const query = 'query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Member { avatar { url } } } }';
    const { data } = await files.open.query(query, { ids: [{ __typename: 'Member', id: memberId }] });
    return (data as { _entities: [{ avatar: { url: string } | null }] })._entities[0].avatar;
  };

  test('Is small, needs no description, and replaces the one before, whose address and bytes are gone', async () => {
    expect(await avatarOf(ADA)).toBeNull();
    const { attachment, member, userErrors } = await set();
    expect({ attachment, member, userErrors }).toMatchObject({
      attachment: null,
      member: { id: ADA, avatar: { alt: null, width: 400, height: 200 } },
      userErrors: [],
    });
    const url = member?.avatar?.['url'];
    const file = await files.read(url);
    expect([file?.isPublic, file?.file.contentType]).toEqual([true, 'image/webp']);
    expect(await sharp(file?.bytes).metadata()).toMatchObject({ format: 'webp', width: 400, height: 200 });
    expect(await avatarOf(ADA)).toEqual({ url });
    const next = (await set(300, 600, 'Ada at her desk')).member?.avatar;
    expect(next).toMatchObject({ alt: 'Ada at her desk', width: 300, height: 600 });
    expect([await files.read(url), await files.stored()]).toMatchObject([null, [expect.stringMatching(/^files\//)]]);
  });

  test('Is an image, from an upload of the member', async () => {
    const text = await files.attach(Buffer.from('A text.'), { fileName: 'a.txt', to: null });
    expect(text).toMatchObject({ member: null, userErrors: [{ code: 'UNSUPPORTED', field: ['uploadId'] }] });
    const bytes = await picture(9, 9);
    const { upload } = await files.request(bytes.length);
    if (upload) await files.send(upload, bytes);
    const input = { uploadId: upload?.id };
    const notFound = [{ code: 'NOT_FOUND', field: ['uploadId'] }];
    expect((await files.mutate('attachUpload', input, bob)).userErrors).toEqual(notFound);
    const results = await Promise.all([1, 2, 3].map(() => files.mutate('attachUpload', input)));
    expect(results.filter(({ member }) => member)).toHaveLength(1);
    expect(await files.stored()).toHaveLength(2);
  });

  test('Is removed by the member and by moderators, and by nobody else', async () => {
    const url = String((await set()).member?.avatar?.['url']);
    const id = new URL(url).pathname.split('/')[2];
    expect((await files.mutate('removeAttachment', {}, bob)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await files.mutate('removeAttachment', { id }, bob)).userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await files.read(url)).not.toBeNull();
    expect((await files.mutate('removeAttachment', { id }, moderator)).deletedId).toBe(id);
    expect([await files.read(url), await avatarOf(ADA), await files.stored()]).toEqual([null, null, []]);
    await set();
    expect((await files.mutate('removeAttachment', {})).userErrors).toEqual([]);
    expect([await avatarOf(ADA), await files.stored()]).toEqual([null, []]);
  });

  test('Stays while bytes without rows are deleted, is in the data export, and leaves with its member', async () => {
    const url = (await set()).member?.avatar?.['url'];
    for (const key of await files.stored()) await utimes(join(files.folder, key), 0, 0);
    const clock = files.at(Date.parse('2026-03-02T09:00:00Z'));
    await files.sql(`INSERT INTO content.jobs (id, kind, payload) VALUES ('job_1', 'delete-orphaned-files', '{}')`);
    await files.open.runDueJobs(clock);
    expect(await files.read(url)).not.toBeNull();
    expect(await files.open.personalDataOf(ADA)).toMatchObject({ avatars: [{ alt: null }] });
    const payload = { mode: ErasureMode.ANONYMISE_CONTENT };
    const erasure = { position: 1, type: 'MemberErased', subject: ADA, payload, occurredAt: systemClock.now() };
    const membership = { read: async (after: number) => (after < 1 ? [erasure as LoggedEvent] : []) };
    const empty = { read: async () => [] };
    await files.open.catchUp({ membership, partnerships: empty, ratings: empty }, clock);
    expect([await files.read(url), await avatarOf(ADA)]).toEqual([null, null]);
    expect(await files.open.personalDataOf(ADA)).toMatchObject({ avatars: [] });
  });
});
