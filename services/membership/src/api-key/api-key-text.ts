import { isSecret } from '../account/secret';

/** `wzk_<id>_<secret>`: the fixed prefix lets scanners find leaked keys, the id finds the row, the secret proves it. */
const API_KEY = /^wzk_([0-9a-z]{26})_(.{43})$/s;

export const API_KEY_ID_PREFIX = 'apikey';

/** The public first part of the key with `id`. It reveals nothing of the secret. */
export const prefixOf = (id: string): string => id.replace(`${API_KEY_ID_PREFIX}_`, 'wzk_');

export const apiKeyText = (id: string, secret: string): string => `${prefixOf(id)}_${secret}`;

/** Splits the text of a key into id and secret. Returns null if the text does not have the form of a key. */
export const readApiKey = (text: string): { readonly id: string; readonly secret: string } | null => {
  const [, id, secret] = API_KEY.exec(text) ?? [];
  return id && secret && isSecret(secret) ? { id: `${API_KEY_ID_PREFIX}_${id}`, secret } : null;
};
