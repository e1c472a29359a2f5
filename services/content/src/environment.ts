import { settings } from '@wizness/kernel';
import { z } from 'zod';

/** The settings of content, wherever it runs. */
export const contentSettings = z
  .object({ PUBLIC_URL: settings.publicUrl })
  .transform(({ PUBLIC_URL: publicUrl }) => ({ publicUrl }));

export type ContentSettings = z.output<typeof contentSettings>;
