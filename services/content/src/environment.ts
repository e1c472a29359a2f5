import { join, resolve } from 'node:path';
import { MAX_FILE_BYTES, settings, WEBHOOK_HOSTS } from '@wizness/kernel';
import { z } from 'zod';

/** The settings of content, wherever it runs. */
export const contentSettings = z
  .object({
    PUBLIC_URL: settings.publicUrl,
    /** Characters (Unicode code points) in the title and in the body of a post that a member writes. */
    MAX_POST_TITLE_LENGTH: settings.wholeNumber({ min: 1, max: 1000, unit: 'characters' }).default(200),
    MAX_POST_BODY_LENGTH: settings.wholeNumber({ min: 1, max: 400_000, unit: 'characters' }).default(100_000),
    DATA_DIR: settings.folder('.data'),
    /** Defaults to `files` in DATA_DIR. */
    FILES_DIR: z.string().optional(),
    MAX_UPLOAD_BYTES: settings.wholeNumber({ min: 1, max: MAX_FILE_BYTES, unit: 'bytes' }).default(10 * 1024 * 1024),
    /** Defaults to the content of the file `webhook.secret` in DATA_DIR. */
    WEBHOOK_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
    WEBHOOK_ALLOWED_HOSTS: WEBHOOK_HOSTS,
  })
  .transform((given) => ({
    publicUrl: given.PUBLIC_URL,
    /** Absolute path of the folder of files. */
    filesFolder: resolve(given.FILES_DIR ?? join(given.DATA_DIR, 'files')),
    maxUploadBytes: given.MAX_UPLOAD_BYTES,
    /** The key of the secrets of webhooks. Null: it is in a file. */
    webhookKey: given.WEBHOOK_SECRET ?? null,
    webhookKeyFile: resolve(given.DATA_DIR, 'webhook.secret'),
    webhookHosts: given.WEBHOOK_ALLOWED_HOSTS,
    limits: { titleLength: given.MAX_POST_TITLE_LENGTH, bodyLength: given.MAX_POST_BODY_LENGTH },
  }));

export type ContentSettings = z.output<typeof contentSettings>;
