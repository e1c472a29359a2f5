import { join, resolve } from 'node:path';
import { MAX_FILE_BYTES, settings, WEBHOOK_HOSTS, isUrl } from '@wizness/kernel';
import { z } from 'zod';

/** The bucket, in path style, and the credentials for it. */
const s3Settings = {
  FILES_BUCKET_URL: z
    .string()
    .refine(
      (text) => /^https?:\/\/[^/]+(\/[^/?#]+)+$/.test(text) && isUrl(text),
      'must be the address of a bucket, such as https://s3.eu-west-3.amazonaws.com/wizness-files',
    )
    .optional(),
  FILES_BUCKET_REGION: z.string().optional(),
  FILES_BUCKET_KEY_ID: z.string().optional(),
  FILES_BUCKET_SECRET: z.string().optional(),
};

const S3_SETTINGS = Object.keys(s3Settings) as (keyof typeof s3Settings)[];

/** Null: files are in the folder. */
const s3Of = (given: Partial<Record<(typeof S3_SETTINGS)[number], string>>) => {
  const {
    FILES_BUCKET_URL: url,
    FILES_BUCKET_REGION: region,
    FILES_BUCKET_KEY_ID: id,
    FILES_BUCKET_SECRET: secret,
  } = given;
  return url && region && id && secret ? { url, region, accessKeyId: id, secretAccessKey: secret } : null;
};

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
    /** A bucket of an S3-compatible store instead of FILES_DIR: all four settings, or none. */
    ...s3Settings,
    MAX_UPLOAD_BYTES: settings.wholeNumber({ min: 1, max: MAX_FILE_BYTES, unit: 'bytes' }).default(10 * 1024 * 1024),
    /** Defaults to the content of the file `webhook.secret` in DATA_DIR. */
    WEBHOOK_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
    WEBHOOK_ALLOWED_HOSTS: WEBHOOK_HOSTS,
  })
  .check(
    ...S3_SETTINGS.map((name) =>
      z.refine<Partial<Record<(typeof S3_SETTINGS)[number], string>>>(
        (given) => Boolean(given[name]) || S3_SETTINGS.every((other) => !given[other]),
        {
          path: [name],
          error: 'is required: the four settings of an S3-compatible store are set together',
          // Even if another setting is wrong, so that all errors are listed at once.
          when: () => true,
        },
      ),
    ),
  )
  .transform((given) => ({
    publicUrl: given.PUBLIC_URL,
    /** Absolute path of the folder of files. */
    filesFolder: resolve(given.FILES_DIR ?? join(given.DATA_DIR, 'files')),
    s3: s3Of(given),
    maxUploadBytes: given.MAX_UPLOAD_BYTES,
    /** The key of the secrets of webhooks. Null: it is in a file. */
    webhookKey: given.WEBHOOK_SECRET ?? null,
    webhookKeyFile: resolve(given.DATA_DIR, 'webhook.secret'),
    webhookHosts: given.WEBHOOK_ALLOWED_HOSTS,
    limits: { titleLength: given.MAX_POST_TITLE_LENGTH, bodyLength: given.MAX_POST_BODY_LENGTH },
  }));

export type ContentSettings = z.output<typeof contentSettings>;
