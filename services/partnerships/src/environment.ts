import { isUrl, settings } from '@wizness/kernel';
import { z } from 'zod';

const LICENCE_RULE =
  'must be the name of a licence and its address, such as `CC BY 4.0 https://creativecommons.org/licenses/by/4.0/`';

const licence = z.string().transform((text, { addIssue }) => {
  const [, name = '', url = ''] = /^(\S.{0,98}\S) (https?:\/\/\S+)$/.exec(text) ?? [];
  if (!isUrl(url)) addIssue({ code: 'custom', message: LICENCE_RULE });
  return { name, url };
});

/** The settings of partnerships, wherever it runs. */
export const partnershipsSettings = z
  .object({ PUBLIC_URL: settings.publicUrl, DATA_LICENCE: licence.optional() })
  .transform(({ PUBLIC_URL: publicUrl, DATA_LICENCE: dataLicence = null }) => ({ publicUrl, dataLicence }));

export type PartnershipsSettings = z.output<typeof partnershipsSettings>;

/** What may be done with exported data. */
export type Licence = NonNullable<PartnershipsSettings['dataLicence']>;
