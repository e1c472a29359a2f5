import { badUserInput } from '@wizness/kernel';

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 80;
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o' };

/** Throws BAD_USER_INPUT for a slug that could not stand in an address as it is. */
export const checkSlug = (slug: string): void => {
  if (SLUG.test(slug) && slug.length <= LONGEST) return;
  throw badUserInput(
    `"${slug}" can not be a slug: write lower-case letters a to z, digits and single hyphens, at most ${LONGEST} characters.`,
  );
};

/** A slug made of a title: `Voiture&Co à l’œuvre` gives `voiture-co-a-l-oeuvre`. Throws BAD_USER_INPUT if nothing is left. */
export const slugOf = (title: string): string => {
  const plain = title
    .toLowerCase()
    .replace(/[œæßø]/g, (ligature) => LIGATURES[ligature] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LONGEST) : `${slug}-${word}`;
    if (longer.length > LONGEST) break;
    slug = longer;
  }
  if (slug === '') throw badUserInput(`No slug can be made of the title "${title}": give one.`);
  return slug;
};
