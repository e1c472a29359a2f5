import { badUserInput } from '../errors/fault';
import { normaliseText } from './normalise-text';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_LENGTH = 80;
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' };

/** Throws BAD_USER_INPUT for a slug that cannot be part of a URL unchanged. */
export const checkSlug = (slug: string): void => {
  if (SLUG.test(slug) && slug.length <= MAX_LENGTH) return;
  throw badUserInput(
    `"${slug}" cannot be a slug: use lower-case letters a to z, digits and single hyphens, at most ${MAX_LENGTH} characters.`,
  );
};

/**
 * Makes a slug from a title: `Voiture&Co à l’œuvre` becomes `voiture-co-a-l-oeuvre`. Throws BAD_USER_INPUT for a title
 * without Latin letters or digits.
 */
export const slugOf = (title: string): string => {
  const latin = title.toLowerCase().replace(/[œæßø]/g, (ligature) => LIGATURES[ligature] ?? '');
  const plain = normaliseText(latin, 'NFKD').replace(/\p{M}/gu, '');
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, MAX_LENGTH) : `${slug}-${word}`;
    if (longer.length > MAX_LENGTH) break;
    slug = longer;
  }
  if (slug === '') throw badUserInput(`No slug can be made from the title "${title}": give one.`);
  return slug;
};
