import { settings } from '@wizness/kernel';
import { z } from 'zod';

/** The settings of content, wherever it runs. */
export const contentSettings = z
  .object({
    PUBLIC_URL: settings.publicUrl,
    /** Characters (Unicode code points) in the title and in the body of a post that a member writes. */
    MAX_POST_TITLE_LENGTH: settings.wholeNumber({ min: 1, max: 1000, unit: 'characters' }).default(200),
    MAX_POST_BODY_LENGTH: settings.wholeNumber({ min: 1, max: 400_000, unit: 'characters' }).default(100_000),
  })
  .transform((given) => ({
    publicUrl: given.PUBLIC_URL,
    limits: { titleLength: given.MAX_POST_TITLE_LENGTH, bodyLength: given.MAX_POST_BODY_LENGTH },
  }));

export type ContentSettings = z.output<typeof contentSettings>;
