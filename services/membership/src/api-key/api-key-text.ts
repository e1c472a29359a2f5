import { isSecret } from '../account/secret';

/** `wzk_<id>_<secret>`: a fixed beginning lets scanners find leaked keys, the id finds the row, the secret proves it. */
const KEY = /^wzk_([0-9a-z]{26})_(.{43})$/s;
const ID_PREFIX = 'apikey';

/** How the key with `id` begins; says nothing of its secret. */
export const prefixOf = (id: string): string => id.replace(`${ID_PREFIX}_`, 'wzk_');

export const API_KEY_ID_PREFIX = ID_PREFIX;

export const apiKeyText = (id: string, secret: string): string => `${prefixOf(id)}_${secret}`;

/** Id and secret in a key's text; null where it has not the form of one. */
export const readApiKey = (text: string): { readonly id: string; readonly secret: string } | null => {
  const [, id, secret] = KEY.exec(text) ?? [];
  return id && secret && isSecret(secret) ? { id: `${ID_PREFIX}_${id}`, secret } : null;
};
