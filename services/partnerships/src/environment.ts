import { settings } from '@wizness/kernel';
import { z } from 'zod';

/** The settings of partnerships, wherever it runs. */
export const partnershipsSettings = z
  .object({ PUBLIC_URL: settings.publicUrl })
  .transform(({ PUBLIC_URL: publicUrl }) => ({ publicUrl }));

export type PartnershipsSettings = z.output<typeof partnershipsSettings>;
