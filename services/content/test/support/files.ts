import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { content, type ContentContext } from '@wizness/content';
import { type Clock, type Identity, systemClock } from '@wizness/kernel';
import { memberIdentity, type OpenSubgraph, openSubgraph } from '@wizness/kernel/testing';
import { DataSource } from 'typeorm';
import type { S3Settings } from '../../src/file/s3-store';
import { idOf, news, publishAll } from './samples';

export const ADA = idOf('member', 1);

interface Payload {
  readonly upload?: { id: string; url: string; headers: { name: string; value: string }[]; expiresAt: string } | null;
  readonly attachment?: Record<string, unknown> | null;
  readonly member?: { readonly id: string; readonly avatar: Record<string, unknown> | null } | null;
  readonly deletedId?: string | null;
  readonly userErrors: { code: string; field: string[] | null }[];
}

const FIELDS: Readonly<Record<string, string>> = {
  requestUpload: 'upload { id url headers { name value } expiresAt }',
  attachUpload:
    'attachment { id url small: url(width: 300) medium: url(width: 401) fileName contentType bytes alt width height } member { id avatar { url alt width height } }',
  removeAttachment: 'deletedId',
  moderatePost: 'post { id }',
  deletePost: 'deletedId',
};

/** Content with a folder of files, or a bucket instead of it, and a public post by Ada. */
export const openFiles = async (s3: S3Settings | null = null) => {
  const folder = await mkdtemp(join(tmpdir(), 'wizness-files-'));
  const open: OpenSubgraph<ContentContext> = await openSubgraph(content, {
    ...content.settings.parse({}),
    filesFolder: folder,
    s3,
  });
  const [postId = ''] = await publishAll(open.context(), [news('by-ada', { authorId: ADA })]);
  const at = (time: number): Clock => ({ now: () => new Date(time), newId: systemClock.newId });
  const mutate = async (name: string, input: object, identity: Identity = memberIdentity(ADA)): Promise<Payload> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const source = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { ${FIELDS[name]} userErrors { code field } } }`;
    const { data, errors } = await open.query(source, { input }, identity);
    if (errors) throw errors[0];
    return data?.['payload'] as Payload;
  };
  const request = (bytes: number, fileName = 'photo.jpg', identity?: Identity) =>
    mutate('requestUpload', { fileName, contentType: 'image/jpeg', bytes }, identity);
  /** Sends bytes to the address of an upload, a second before it expires. */
  const send = ({ url, expiresAt }: { url: string; expiresAt: string }, bytes: Buffer, late = -1000) => {
    const [id = '', token = ''] = url.split('/').slice(-2);
    return open.context({ clock: at(Date.parse(expiresAt) + late) }).receiveUpload({ id, token, bytes });
  };
  return {
    ...{ open, folder, postId, at, mutate, request, send },
    attach: async (
      bytes: Buffer,
      { fileName = 'photo.jpg', alt = 'A photo' as string | null, to = postId as string | null } = {},
      identity?: Identity,
    ) => {
      const { upload } = await request(bytes.length, fileName, identity);
      if (!upload || (await send(upload, bytes)) !== 'RECEIVED') throw new Error('The file was not received.');
      return mutate('attachUpload', { uploadId: upload.id, postId: to, alt }, identity);
    },
    /** Paths of all objects. */
    stored: async () => (await readdir(folder, { recursive: true })).filter((name) => name.includes('_')),
    /** The file at an address; null if it does not work at that time. */
    read: (url: unknown, time = Date.parse('2026-03-02T09:00:00Z')) => {
      const { pathname, searchParams } = new URL(String(url));
      const [expires, signature] = [searchParams.get('expires'), searchParams.get('signature')];
      const width = searchParams.has('width') ? Number(searchParams.get('width')) : null;
      const signed = expires !== null && signature !== null ? { expires, signature } : null;
      return open.context({ clock: at(time) }).readFile({ id: pathname.split('/')[2] ?? '', width, signed });
    },
    sql: async (text: string, parameters: unknown[] = []): Promise<unknown> => {
      const db = await new DataSource({ type: 'postgres', url: open.url }).initialize();
      try {
        return await db.query<unknown>(text, parameters);
      } finally {
        await db.destroy();
      }
    },
    close: async () => {
      await open.close();
      await rm(folder, { recursive: true });
    },
  };
};

export type Files = Awaited<ReturnType<typeof openFiles>>;
