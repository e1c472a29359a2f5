import { join, resolve } from 'node:path';
import { MAX_FILE_BYTES, settings } from '@wizness/kernel';
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
  })
  .transform((given) => ({
    publicUrl: given.PUBLIC_URL,
    /** Absolute path of the folder of files. */
    filesFolder: resolve(given.FILES_DIR ?? join(given.DATA_DIR, 'files')),
    maxUploadBytes: given.MAX_UPLOAD_BYTES,
    limits: { titleLength: given.MAX_POST_TITLE_LENGTH, bodyLength: given.MAX_POST_BODY_LENGTH },
  }));

export type ContentSettings = z.output<typeof contentSettings>;
